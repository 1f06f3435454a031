import AshlarSupport
import Foundation

/// What knows how to become a template value. Conformed to by Swift's own types; give your own types `MemberReadable`
/// or `TemplateObject`.
protocol TemplateConvertible {
    var templateValue: TemplateValue { get }
}

extension TemplateValue {
    /// The template value of a Swift value.
    ///
    /// Booleans, numbers, text, optionals, arrays, dictionaries, dates, UUIDs and URLs become what one expects.
    /// `MemberReadable` values are read member by member when a template asks; arrays are converted element by element
    /// when they are read. An enum becomes its raw value. Any other `Encodable` value is encoded, and what is none of
    /// these prints its description.
    public init(_ value: any Sendable) {
        if let plain = Self.plain(value) {
            self = plain
        } else if type(of: value) is AnyClass, let object = value as? any TemplateObject {
            self = .object(object)
        } else if let readable = value as? any MemberReadable {
            // Before the rest: a page's rows are models, and each look for a conformance that is not there costs.
            self = .object(MemberObject(readable))
        } else if let convertible = value as? any TemplateConvertible {
            self = convertible.templateValue
        } else if let raw = value as? any RawRepresentable {
            self = TemplateValue(SendableCast.assume(raw.rawValue))
        } else if let encodable = value as? any Encodable, let encoded = try? ValueEncoder.encode(encodable) {
            self = .object(EncodedObject(encoded, rawValue: value, typeName: String(describing: type(of: value))))
        } else if let describable = value as? any CustomStringConvertible {
            self = .object(DescribedObject(text: describable.description, rawValue: value))
        } else {
            self = .object(DescribedObject(text: String(describing: type(of: value)), rawValue: value))
        }
    }
}

extension TemplateValue {
    /// The kinds of values that most members have, told by their type alone: a look for conformances costs far more.
    private static func plain<Value>(_ value: Value) -> TemplateValue? {
        // Each cast is between one and the same type.
        if Value.self == String.self { return .string(unsafeBitCast(value, to: String.self)) }
        if Value.self == Int.self { return .int(unsafeBitCast(value, to: Int.self)) }
        if Value.self == Bool.self { return .bool(unsafeBitCast(value, to: Bool.self)) }
        if Value.self == Double.self { return .double(unsafeBitCast(value, to: Double.self)) }
        if Value.self == TemplateValue.self { return unsafeBitCast(value, to: TemplateValue.self) }
        return nil
    }
}

extension TemplateValue: TemplateConvertible { var templateValue: TemplateValue { self } }
extension TemplateFunction: TemplateConvertible { var templateValue: TemplateValue { .function(self) } }
extension Markup: TemplateConvertible { var templateValue: TemplateValue { .markup(self) } }
extension TemplateArray: TemplateConvertible { var templateValue: TemplateValue { .array(self) } }
extension TemplateDictionary: TemplateConvertible { var templateValue: TemplateValue { .dictionary(self) } }

extension String: TemplateConvertible { var templateValue: TemplateValue { .string(self) } }
extension Substring: TemplateConvertible { var templateValue: TemplateValue { .string(String(self)) } }
extension Character: TemplateConvertible { var templateValue: TemplateValue { .string(String(self)) } }
extension Bool: TemplateConvertible { var templateValue: TemplateValue { .bool(self) } }
extension Double: TemplateConvertible { var templateValue: TemplateValue { .double(self) } }
extension Float: TemplateConvertible {
    /// By way of its digits, so that `0.1` stays `0.1`.
    var templateValue: TemplateValue { .double(Double(description) ?? Double(self)) }
}
extension Decimal: TemplateConvertible {
    var templateValue: TemplateValue { .object(DecimalObject(self)) }
}
extension UUID: TemplateConvertible {
    var templateValue: TemplateValue { .object(DescribedObject(text: uuidString, rawValue: self)) }
}
extension URL: TemplateConvertible {
    var templateValue: TemplateValue { .object(DescribedObject(text: absoluteString, rawValue: self)) }
}
extension Date: TemplateConvertible { var templateValue: TemplateValue { .object(DateObject(self)) } }

extension TemplateConvertible where Self: BinaryInteger {
    var templateValue: TemplateValue {
        Int(exactly: self).map { .int($0) } ?? .object(IntegerObject(BigInteger(self)))
    }
}
extension Int: TemplateConvertible { var templateValue: TemplateValue { .int(self) } }
extension Int8: TemplateConvertible {}
extension Int16: TemplateConvertible {}
extension Int32: TemplateConvertible {}
extension Int64: TemplateConvertible {}
extension UInt: TemplateConvertible {}
extension UInt8: TemplateConvertible {}
extension UInt16: TemplateConvertible {}
extension UInt32: TemplateConvertible {}
extension UInt64: TemplateConvertible {}

extension Optional: TemplateConvertible {
    var templateValue: TemplateValue { map { TemplateValue(SendableCast.assume($0)) } ?? .none }
}
extension Array: TemplateConvertible {
    var templateValue: TemplateValue {
        if let values = self as? [TemplateValue] { return .list(values) }
        return .array(LazyArray(self))
    }
}
extension ArraySlice: TemplateConvertible { var templateValue: TemplateValue { .array(LazyArray(Array(self))) } }
extension Set: TemplateConvertible { var templateValue: TemplateValue { .array(LazyArray(Array(self))) } }
extension Range: TemplateConvertible {
    var templateValue: TemplateValue {
        RangeConversion.value(of: (self as? Range<Int>).map { ($0.lowerBound, $0.upperBound) }, description)
    }
}
extension ClosedRange: TemplateConvertible {
    var templateValue: TemplateValue {
        let bounds = (self as? ClosedRange<Int>).flatMap { range in
            range.upperBound < .max ? (range.lowerBound, range.upperBound + 1) : nil
        }
        return RangeConversion.value(of: bounds, description)
    }
}
extension Dictionary: TemplateConvertible {
    /// The pairs in the order of their keys, so that a page looks the same every time.
    var templateValue: TemplateValue {
        let pairs = map { (TemplateValue(SendableCast.assume($0.key)), TemplateValue(SendableCast.assume($0.value))) }
        return .dictionary(TemplateDictionary(pairs.sorted { ((try? $0.0.compare($1.0)) ?? 0) < 0 }))
    }
}

private enum RangeConversion {
    static func value(of bounds: (start: Int, stop: Int)?, _ description: String) -> TemplateValue {
        guard let bounds else { return .string(description) }
        let (count, overflow) = bounds.stop.subtractingReportingOverflow(bounds.start)
        if overflow { return .string(description) }
        return .array(TemplateRange(start: bounds.start, stop: bounds.stop, step: 1, count: count))
    }
}
