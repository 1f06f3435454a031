/// An enum with a raw value travels as that value.
extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
    /// The type of the raw value.
    public static var postgresType: PostgresType { RawValue.postgresType }

    /// The raw value.
    public func encode(into buffer: inout [UInt8]) { rawValue.encode(into: &buffer) }
}

extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
    /// Reads the raw value and finds the case for it.
    public init(from cell: PostgresCell) throws {
        let raw = try RawValue(from: cell)
        guard let value = Self(rawValue: raw) else {
            throw cell.failure(
                Self.self, "the value is none of its cases", value: "\(raw)",
                suggestion: "Add the case, or correct the rows that hold it.")
        }
        self = value
    }
}
