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
            self = Self.model(readable)
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
    private static func model(_ model: some MemberReadable) -> TemplateValue {
        ModelObject([model], at: 0).map { .object($0) } ?? .none
    }

    /// The template value of a Swift value that nobody else needs.
    @inline(__always)
    init(taking value: inout any Sendable) {
        self = withUnsafeMutablePointer(to: &value) { Self.take(from: $0) } ?? TemplateValue(value)
    }

    /// What most members are, out of an existential, which holds no text any more afterwards; nil for anything else.
    @inline(__always)
    private static func take(from existential: UnsafeMutablePointer<any Sendable>) -> TemplateValue? {
        // An existential without witnesses has its value in three words, or a pointer to it, and then the value's type.
        let memory = UnsafeMutableRawPointer(existential)
        let type = memory.load(fromByteOffset: 3 * MemoryLayout<UInt>.size, as: UnsafeRawPointer.self)
        if type == unsafeBitCast(String.self as Any.Type, to: UnsafeRawPointer.self) {
            // Moved, and not copied: a page is mostly texts, and each copy is counted in memory that threads share.
            let text = memory.assumingMemoryBound(to: String.self).move()
            existential.initialize(to: 0 as Int)
            return .string(text)
        }
        if type == unsafeBitCast(Int.self as Any.Type, to: UnsafeRawPointer.self) {
            return .int(memory.load(as: Int.self))
        }
        if type == unsafeBitCast(Bool.self as Any.Type, to: UnsafeRawPointer.self) {
            return .bool(memory.load(as: Bool.self))
        }
        // A model's key is one until it is saved.
        if type == unsafeBitCast(Int?.self as Any.Type, to: UnsafeRawPointer.self) {
            return memory.load(as: Int?.self).map { .int($0) } ?? TemplateValue.none
        }
        return nil
    }

    /// The kinds of values that most members have, told by their type alone: a look for conformances costs far more.
    private static func plain<Value>(_ value: Value) -> TemplateValue? {
        // Each cast is between one and the same type.
        if Value.self == String.self { return .string(unsafeBitCast(value, to: String.self)) }
        if Value.self == Int.self { return .int(unsafeBitCast(value, to: Int.self)) }
        if Value.self == Bool.self { return .bool(unsafeBitCast(value, to: Bool.self)) }
        if Value.self == Double.self { return .double(unsafeBitCast(value, to: Double.self)) }
        if Value.self == String?.self { return optional(unsafeBitCast(value, to: String?.self)) { .string($0) } }
        if Value.self == Int?.self { return optional(unsafeBitCast(value, to: Int?.self)) { .int($0) } }
        if Value.self == Bool?.self { return optional(unsafeBitCast(value, to: Bool?.self)) { .bool($0) } }
        if Value.self == Double?.self { return optional(unsafeBitCast(value, to: Double?.self)) { .double($0) } }
        if Value.self == Int32.self { return .int(Int(unsafeBitCast(value, to: Int32.self))) }
        if Value.self == Int64.self { return unsafeBitCast(value, to: Int64.self).templateValue }
        if Value.self == Date.self { return unsafeBitCast(value, to: Date.self).templateValue }
        if Value.self == Date?.self { return optional(unsafeBitCast(value, to: Date?.self), \.templateValue) }
        if Value.self == UUID.self { return unsafeBitCast(value, to: UUID.self).templateValue }
        if Value.self == UUID?.self { return optional(unsafeBitCast(value, to: UUID?.self), \.templateValue) }
        if Value.self == Decimal.self { return unsafeBitCast(value, to: Decimal.self).templateValue }
        if Value.self == [String: any Sendable].self {
            return .dictionary(TemplateDictionary(unsafeBitCast(value, to: [String: any Sendable].self)))
        }
        if Value.self == TemplateValue.self { return unsafeBitCast(value, to: TemplateValue.self) }
        return nil
    }

    @inline(__always)
    private static func optional<Value>(_ value: Value?, _ make: (Value) -> TemplateValue) -> TemplateValue {
        if let value { make(value) } else { .none }
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
    var templateValue: TemplateValue { .array(templateSequence) }

    /// The elements, which become template values when they are read.
    var templateSequence: any TemplateSequence {
        // Models are told by the type of the array, once for all of them; of a class, each may be of another kind.
        if !(Element.self is AnyClass), let type = Element.self as? any MemberReadable.Type { return models(type) }
        if let values = self as? [TemplateValue] { return TemplateArray(values) }
        return LazyArray(self)
    }

    private func models<Model: MemberReadable>(_ type: Model.Type) -> any TemplateSequence {
        // Both are one type, which the compiler does not see.
        ModelArray(unsafeBitCast(self, to: [Model].self))
    }
}
extension ArraySlice: TemplateConvertible { var templateValue: TemplateValue { Array(self).templateValue } }
extension Set: TemplateConvertible { var templateValue: TemplateValue { Array(self).templateValue } }
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
