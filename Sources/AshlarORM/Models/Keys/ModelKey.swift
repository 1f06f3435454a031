public import AshlarPostgres
public import Foundation

/// A type that a primary key can have.
///
/// Besides travelling to and from PostgreSQL a key is written into URLs and read from them. Integers, `String` and `UUID` are
/// keys; a type of an app's own needs nothing but the conformance:
///
/// ```swift
/// struct OrderID: RawRepresentable, ModelKey { let rawValue: Int }
/// ```
public protocol ModelKey: Hashable, PostgresEncodable, PostgresDecodable, Encodable {
    /// Reads a key from text such as a part of a path; nil where no row can have it.
    init?(keyText: String)

    /// The key as text; reading it back gives the same key.
    var keyText: String { get }

    /// The values of the key's columns, one each.
    var keyBindings: [PostgresBinding] { get }

    /// Reads a key from its columns in a row.
    init(row: Int, columns: [Int], of rows: PostgresRows) throws
}

extension ModelKey {
    /// One column: the key itself.
    public var keyBindings: [PostgresBinding] { [PostgresBinding(self)] }

    /// Reads the one column.
    public init(row: Int, columns: [Int], of rows: PostgresRows) throws {
        self = try rows.decode(row: row, column: columns.first ?? 0, as: Self.self)
    }
}

extension ModelKey where Self: FixedWidthInteger {
    /// Reads the one way to write a number: no sign in front of it but a minus, no leading zeros.
    public init?(keyText: String) {
        guard let number = Self(keyText), String(number) == keyText else { return nil }
        self = number
    }

    /// The digits.
    public var keyText: String { String(self) }
}

extension Int: ModelKey {}
extension Int16: ModelKey {}
extension Int32: ModelKey {}
extension Int64: ModelKey {}

extension UUID: ModelKey {
    /// Reads the usual form with hyphens, in either case.
    public init?(keyText: String) { self.init(uuidString: keyText) }

    /// The usual form in lower case.
    public var keyText: String { uuidString.lowercased() }
}

extension String: ModelKey {
    /// Takes the text as it is; PostgreSQL stores no text with a zero byte.
    public init?(keyText: String) {
        guard !keyText.utf8.contains(0) else { return nil }
        self = keyText
    }

    /// The text itself.
    public var keyText: String { self }
}

/// A typed key: a struct around the value that PostgreSQL stores.
extension ModelKey where Self: RawRepresentable, RawValue: ModelKey {
    /// Reads the raw value.
    public init?(keyText: String) {
        guard let raw = RawValue(keyText: keyText) else { return nil }
        self.init(rawValue: raw)
    }

    /// The raw value as text.
    public var keyText: String { rawValue.keyText }
}

extension ModelKey where Self: RawRepresentable, RawValue == UUID {
    /// Writes the raw value, as the standard library does for numbers and strings.
    public func encode(to encoder: any Encoder) throws { try rawValue.encode(to: encoder) }
}
