import AshlarHTTP
import AshlarSupport
import AshlarValidation
import Foundation

/// A value that JSON has as one text, number or truth value: its schema, and one of it.
struct JSONLeaf {
    let schema: SentValue
    let sample: any Sendable

    /// Nil for a type that is taken apart.
    init?(_ type: Any.Type, _ policy: JSONPolicy) {
        switch type {
        case is String.Type: self.init("string", "")
        case is Bool.Type: self.init("boolean", false)
        case is Int.Type: self.init(integer: Int.self)
        case is Int64.Type: self.init(integer: Int64.self)
        case is Int32.Type: self.init(integer: Int32.self)
        case is Int16.Type: self.init(integer: Int16.self)
        case is Int8.Type: self.init(integer: Int8.self)
        case is UInt.Type: self.init(integer: UInt.self)
        case is UInt64.Type: self.init(integer: UInt64.self)
        case is UInt32.Type: self.init(integer: UInt32.self)
        case is UInt16.Type: self.init(integer: UInt16.self)
        case is UInt8.Type: self.init(integer: UInt8.self)
        case is Double.Type: self.init("number", 0.0, format: "double")
        case is Float.Type: self.init("number", Float(0), format: "float")
        case is Decimal.Type:
            self.init(policy.decimals == .text ? "string" : "number", Decimal(0))
        case is UUID.Type: self.init("string", UUID(), format: "uuid")
        case is URL.Type: self.init("string", URL(filePath: "/"), format: "uri")
        case is Data.Type:
            self.init("string", Data(), encoding: "base64")
        case is Date.Type:
            switch policy.dates {
            case .iso8601, .iso8601Milliseconds: self.init("string", Date(), format: "date-time")
            case .seconds, .milliseconds: self.init("number", Date())
            }
        default: return nil
        }
    }

    private init<T: FixedWidthInteger & InputScalar>(integer type: T.Type) {
        schema = ScalarSchema.integer(type)
        sample = T.zero
    }

    private init(_ type: String, _ sample: any Sendable, format: String? = nil, encoding: String? = nil) {
        var members: [SentValue.Member] = [.init("type", .text(type))]
        if let format { members.append(.init("format", .text(format))) }
        if let encoding { members.append(.init("contentEncoding", .text(encoding))) }
        schema = .members(members)
        self.sample = sample
    }
}
