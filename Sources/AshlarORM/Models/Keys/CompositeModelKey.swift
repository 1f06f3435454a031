public import AshlarPostgres

/// A key of several columns. `@Model` writes one for a struct with more than one `@PrimaryKey`.
///
/// As text, in a URL, the parts stand in the order of declaration with commas between them: `3,7`.
public protocol CompositeModelKey: ModelKey {
    /// The parts as text.
    var keyParts: [String] { get }

    /// A key of its parts as text; nil where no row can have it.
    init?(keyParts: [String])
}

extension CompositeModelKey {
    /// Reads parts with commas between them.
    public init?(keyText: String) {
        let parts = keyText.split(separator: ",", omittingEmptySubsequences: false).map { part in
            String(part).replacing("%2C", with: ",").replacing("%25", with: "%")
        }
        self.init(keyParts: parts)
    }

    /// The parts with commas between them; a comma within a part is `%2C`.
    public var keyText: String {
        keyParts.map { $0.replacing("%", with: "%25").replacing(",", with: "%2C") }.joined(separator: ",")
    }

    /// No one type of PostgreSQL's.
    public static var postgresType: PostgresType { .inferred }

    /// Nothing: several columns are no value of one parameter.
    public func encode(into buffer: inout [UInt8]) {}

    /// Why it cannot be sent as one value.
    public var postgresEncodingFailure: String? {
        "the key has several columns, which are compared one by one: use find(_:) or a condition on each column"
    }

    /// Always fails: several columns are not read from one.
    public init(from cell: PostgresCell) throws {
        throw cell.failure(Self.self, "a key of several columns is not read from one")
    }
}
