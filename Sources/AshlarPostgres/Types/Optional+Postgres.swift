/// NULL is nil.
extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    /// The type of the wrapped value.
    public static var postgresType: PostgresType { Wrapped.postgresType }

    /// The array of the wrapped value's type.
    public static var postgresArrayType: PostgresType {
        // Bytes are packed into a bytea only where none can be NULL.
        Wrapped.postgresType.array ?? Wrapped.postgresArrayType
    }

    /// Whether it is nil.
    @inlinable public var isPostgresNull: Bool { self?.isPostgresNull ?? true }

    /// The wrapped value; nothing for nil.
    public func encode(into buffer: inout [UInt8]) { self?.encode(into: &buffer) }

    /// The wrapped value's.
    public var postgresEncodingFailure: String? { self?.postgresEncodingFailure }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    /// nil for NULL, otherwise the wrapped value.
    @inlinable
    public init(from cell: PostgresCell) throws { self = cell.isNull ? nil : try Wrapped(from: cell) }
}
