import AshlarPostgres
import AshlarSupport

/// An enum of PostgreSQL's own that an enum of Swift stands for.
struct ModelEnum: Sendable, Hashable {
    /// The type's usual name: `post_state` for `PostState`.
    let name: String
    /// The values in the order of the cases.
    let values: [String]

    /// The enum of a property's type; nil for a type that is not one, or that is stored as text.
    init?<Value: PostgresCodable>(_ type: Value.Type) {
        guard Value.postgresType == .inferred, let values = Self.values(of: type) else { return nil }
        name = CaseConversion.snake("\(Self.bare(type))")
        self.values = values
    }

    /// The texts of an enum, or of an optional one, in the order of its cases; nil for a type that is no enum of texts.
    static func values<Value>(of type: Value.Type) -> [String]? {
        guard let cases = bare(type) as? any CaseIterable.Type, let values = texts(of: cases), !values.isEmpty else {
            return nil
        }
        return values
    }

    private static func bare(_ type: Any.Type) -> Any.Type { (type as? any OptionalType.Type)?.wrappedType ?? type }

    private static func texts<Enum: CaseIterable>(of type: Enum.Type) -> [String]? {
        let values = type.allCases.map { ($0 as? any RawRepresentable)?.rawText }
        return values.contains(nil) ? nil : values.compactMap { $0 }
    }
}

extension RawRepresentable {
    fileprivate var rawText: String? { rawValue as? String }
}

/// What tells an optional type from others.
private protocol OptionalType {
    static var wrappedType: Any.Type { get }
}

extension Optional: OptionalType {
    fileprivate static var wrappedType: Any.Type { Wrapped.self }
}
