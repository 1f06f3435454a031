import AshlarHTTP
import AshlarSupport
import AshlarValidation
import Foundation

/// The schemas of parameters that are one value of the path or the query.
enum ScalarSchema {
    static func of(_ type: Any.Type) -> SentValue {
        if let optional = type as? any WrappingType.Type { return optional.wrapped(of) }
        // A day, where answers have moments.
        if type == Date.self { return ["type": "string", "format": "date"] }
        if let leaf = JSONLeaf(type, JSONPolicy()) { return leaf.schema }
        if let cases = type as? any CaseIterable.Type { return choices(cases) }
        return ["type": "string"]
    }

    /// A whole number, with what fits into it.
    static func integer<T: FixedWidthInteger & InputScalar>(_ type: T.Type) -> SentValue {
        InputSchema.constrained(["type": "integer", "format": "int64"], .integer, T.inputConstraints)
    }

    private static func choices(_ type: any CaseIterable.Type) -> SentValue {
        func values<E: CaseIterable>(_ type: E.Type) -> [Any] { Array(type.allCases) }
        let raw = values(type).compactMap { ($0 as? any RawRepresentable).map { value in "\(value.rawValue)" } }
        return raw.isEmpty ? ["type": "string"] : ["type": "string", "enum": .list(raw.map(SentValue.text))]
    }
}

/// An optional, or a list.
private protocol WrappingType {
    static func wrapped(_ schema: (Any.Type) -> SentValue) -> SentValue
}

extension Optional: WrappingType {
    fileprivate static func wrapped(_ schema: (Any.Type) -> SentValue) -> SentValue { schema(Wrapped.self) }
}

extension Array: WrappingType {
    fileprivate static func wrapped(_ schema: (Any.Type) -> SentValue) -> SentValue {
        ["type": "array", "items": schema(Element.self)]
    }
}
