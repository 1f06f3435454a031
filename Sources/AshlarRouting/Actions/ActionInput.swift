public import AshlarContainer
public import AshlarHTTP
import AshlarSupport
import AshlarValidation
import HTTPTypes

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// The ways to read an action's parameters, one for each kind of type. The compiler chooses, where `@Controller` writes
/// `ActionInput.of(Int.self, "page", default: 1)`.
public enum ActionInput {
    // MARK: - Scalars: path or query

    /// Text, numbers, booleans and everything else that can be made from its text.
    public static func of<T: LosslessStringConvertible & Sendable>(
        _ type: T.Type, _ name: String, default fallback: T? = nil
    ) -> Argument<T> {
        scalar(type, name, default: fallback) { T($0) }
    }

    /// A scalar that may be missing.
    public static func of<T: LosslessStringConvertible & Sendable>(
        _ type: T?.Type, _ name: String, default fallback: T? = nil
    ) -> Argument<T?> {
        optionalScalar(T.self, name, default: fallback) { T($0) }
    }

    /// Several values of one name: `?tag=a&tag=b`, or `?tag[]=a&tag[]=b` as many forms and clients write it.
    public static func of<T: LosslessStringConvertible & Sendable>(
        _ type: [T].Type, _ name: String, default fallback: [T] = []
    ) -> Argument<[T]> {
        list(of: T.self, name, default: fallback) { T($0) }
    }

    /// A boolean: `true`, `1`, `on`, `yes` and their opposites.
    public static func of(_ type: Bool.Type, _ name: String, default fallback: Bool? = nil) -> Argument<Bool> {
        scalar(type, name, default: fallback, parse: boolean)
    }

    /// A boolean that may be missing.
    public static func of(_ type: Bool?.Type, _ name: String, default fallback: Bool? = nil) -> Argument<Bool?> {
        optionalScalar(Bool.self, name, default: fallback, parse: boolean)
    }

    /// A case of an enumeration, by its raw value.
    public static func of<T: RawRepresentable & Sendable>(
        _ type: T.Type, _ name: String, default fallback: T? = nil
    ) -> Argument<T> where T.RawValue: LosslessStringConvertible {
        scalar(type, name, default: fallback) { T.RawValue($0).flatMap(T.init(rawValue:)) }
    }

    /// A case of an enumeration that may be missing.
    public static func of<T: RawRepresentable & Sendable>(
        _ type: T?.Type, _ name: String, default fallback: T? = nil
    ) -> Argument<T?> where T.RawValue: LosslessStringConvertible {
        optionalScalar(T.self, name, default: fallback) { T.RawValue($0).flatMap(T.init(rawValue:)) }
    }

    /// A UUID.
    public static func of(_ type: UUID.Type, _ name: String, default fallback: UUID? = nil) -> Argument<UUID> {
        scalar(type, name, default: fallback) { UUID(uuidString: $0) }
    }

    /// A UUID that may be missing.
    public static func of(_ type: UUID?.Type, _ name: String, default fallback: UUID? = nil) -> Argument<UUID?> {
        optionalScalar(UUID.self, name, default: fallback) { UUID(uuidString: $0) }
    }

    /// A day, as its first moment in UTC: `2026-02-28`.
    public static func of(_ type: Date.Type, _ name: String, default fallback: Date? = nil) -> Argument<Date> {
        scalar(type, name, default: fallback) { CalendarDay($0)?.start }
    }

    /// A day that may be missing.
    public static func of(_ type: Date?.Type, _ name: String, default fallback: Date? = nil) -> Argument<Date?> {
        optionalScalar(Date.self, name, default: fallback) { CalendarDay($0)?.start }
    }

    // MARK: - The request

    /// The request itself.
    public static func of(_ type: Request.Type, _ name: String) -> Argument<Request> {
        Argument(ArgumentDescriptor(name, type, kind: .request)) { context, _ in context.request }
    }

    /// The body as an HTML form.
    public static func of(_ type: Form.Type, _ name: String) -> Argument<Form> {
        Argument(ArgumentDescriptor(name, type, kind: .request)) { context, _ in try await context.request.form() }
    }

    // MARK: - The container

    /// Everything else. Disfavoured, as every scalar would fit here too.
    @_disfavoredOverload
    public static func of<T: Sendable>(_ type: T.Type, _ name: String) -> Argument<T> {
        Argument(ArgumentDescriptor(name, type, kind: .container(Dependency(type, name)))) { context, _ in
            try context.resolver.resolve(type)
        }
    }

    /// A type that makes itself.
    public static func of<T: Injectable>(_ type: T.Type, _ name: String) -> Argument<T> {
        Argument(ArgumentDescriptor(name, type, kind: .container(Dependency(type, name)))) { context, _ in
            try context.resolver.resolve(type)
        }
    }

    // MARK: - Reading scalars

    static func scalar<T: Sendable>(
        _ type: T.Type, _ name: String, default fallback: T?, parse: @escaping @Sendable (String) -> T?
    ) -> Argument<T> {
        let kind = ArgumentDescriptor.Kind.scalar(isRequired: fallback == nil)
        return Argument(ArgumentDescriptor(name, type, kind: kind, fallback: sent(fallback))) { context, source in
            guard let text = try context.text(name, from: source) else {
                guard let fallback else {
                    throw ParameterError.missing(name)
                }
                return fallback
            }
            // A field of a search form that was left blank is sent as nothing.
            if text.isEmpty, let fallback, type != String.self { return fallback }
            return try convert(text, name, type, isPath: source != .query, parse)
        }
    }

    static func optionalScalar<T: Sendable>(
        _ type: T.Type, _ name: String, default fallback: T?, parse: @escaping @Sendable (String) -> T?
    ) -> Argument<T?> {
        let kind = ArgumentDescriptor.Kind.scalar(isRequired: false)
        return Argument(ArgumentDescriptor(name, T?.self, kind: kind, fallback: sent(fallback))) { context, source in
            guard let text = try context.text(name, from: source) else { return fallback }
            // A field of a search form that was left blank is sent as nothing.
            if text.isEmpty, type != String.self { return nil }
            return try convert(text, name, type, isPath: source != .query, parse)
        }
    }

    static func list<T: Sendable>(
        of type: T.Type, _ name: String, default fallback: [T], parse: @escaping @Sendable (String) -> T?
    ) -> Argument<[T]> {
        Argument(ArgumentDescriptor(name, [T].self, kind: .scalar(isRequired: false))) { context, _ in
            let texts = try context.request.query.all(name, or: name + "[]").filter {
                !$0.isEmpty || T.self == String.self
            }
            guard !texts.isEmpty else { return fallback }
            var wrong: [FieldError] = []
            let values = texts.enumerated().compactMap { index, text in
                let value = parse(text)
                if value == nil { wrong.append(ParameterError.invalidElement(index, of: name, text, type)) }
                return value
            }
            guard wrong.isEmpty else { throw InputErrors(Array(wrong.prefix(100))) }
            return values
        }
    }

    /// A default as JSON would have it.
    private static func sent<T>(_ fallback: T?) -> SentValue? {
        switch fallback {
        case nil: nil
        case let value as Bool: .bool(value)
        case let value as any BinaryInteger: .number("\(value)")
        case let value as any BinaryFloatingPoint: .number("\(value)")
        case let value as String: .text(value)
        case let value as any RawRepresentable: .text("\(value.rawValue)")
        default: nil
        }
    }

    private static func convert<T>(
        _ text: String, _ name: String, _ type: T.Type, isPath: Bool, _ parse: (String) -> T?
    ) throws -> T {
        if let value = parse(text) { return value }
        // An address that cannot exist is not found; a question that cannot be answered is a bad question.
        if isPath { throw RefusedPathValue(name: name, value: text, type: "\(type)") }
        throw ParameterError.invalid(name, text, type)
    }

    @Sendable
    private static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "1", "on", "yes": true
        case "false", "0", "off", "no": false
        default: nil
        }
    }
}
