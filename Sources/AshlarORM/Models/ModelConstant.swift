import Foundation

/// Initial values of properties as texts of constants.
enum ModelConstant {
    /// `3`, `true`, `draft`; nil for what has no such text.
    static func text(of value: Any) -> String? {
        if let optional = value as? any WrappedValue { return optional.wrapped.flatMap { text(of: $0) } }
        return switch value {
        case let value as String: value
        case let value as Bool: value ? "true" : "false"
        case let value as any BinaryInteger: "\(value)"
        case let value as Double: value.isFinite ? "\(value)" : nil
        case let value as Float: value.isFinite ? "\(value)" : nil
        case let value as Decimal: "\(value)"
        // A static member of another type may be another value each time.
        case let value as any RawRepresentable & CaseIterable: text(of: raw(value))
        case let value as [Any]: value.isEmpty ? "{}" : nil
        default: nil
        }
    }

    private static func raw<Value: RawRepresentable>(_ value: Value) -> Any { value.rawValue }
}

/// What an optional holds.
private protocol WrappedValue {
    var wrapped: Any? { get }
}

extension Optional: WrappedValue {
    fileprivate var wrapped: Any? { map { $0 as Any } }
}
