/// The fields of a composite value as texts, to be sent; ``PostgresCell/fields()`` reads one.
///
/// ```swift
/// try await db.execute("insert into readers (address) values (\(PostgresRecord(["12 Main St", nil])))")
/// ```
public struct PostgresRecord: Sendable, Hashable, PostgresEncodable {
    /// The fields in their order; nil is NULL.
    public var fields: [String?]

    /// A record.
    public init(_ fields: [String?]) { self.fields = fields }

    /// Inferred: a composite type has no fixed identifier.
    public static var postgresType: PostgresType { .inferred }

    /// The text form: `("12 Main St",)`.
    public func encode(into buffer: inout [UInt8]) {
        buffer += ("(" + fields.map { $0?.quotedElement ?? "" }.joined(separator: ",") + ")").utf8
    }
}
