extension SQL {
    /// What the compiler fills for `"select \(value)"`.
    public struct StringInterpolation: StringInterpolationProtocol {
        var sql = SQL()

        /// Makes room for the parts of a literal.
        public init(literalCapacity: Int, interpolationCount: Int) {
            sql.parts.reserveCapacity(2 * interpolationCount + 1)
        }

        /// Text of the literal.
        public mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { sql.parts.append(.text(literal)) }
        }

        /// `\(value)`: binds the value.
        public mutating func appendInterpolation<T: PostgresEncodable>(_ value: T) {
            sql.parts.append(.binding(PostgresBinding(value)))
        }

        /// `\(value)`: binds the value, or NULL for nil. Declared so that the compiler does not warn of an Optional in a text.
        public mutating func appendInterpolation<T: PostgresEncodable>(_ value: T?) {
            sql.parts.append(.binding(PostgresBinding(value)))
        }

        /// `\(binding)`: binds a value that is encoded already.
        public mutating func appendInterpolation(_ binding: PostgresBinding) {
            sql.parts.append(.binding(binding))
        }

        /// `\(piece)`: inserts another piece with its values.
        public mutating func appendInterpolation(_ piece: SQL) { sql.append(piece) }

        /// `\(identifier: "posts")`: inserts a quoted name.
        public mutating func appendInterpolation(identifier name: String) {
            sql.parts.append(.text(SQL.quoted(identifier: name)))
        }

        /// `\(unsafe: text)`: inserts text as it is. Never pass anything that came from outside.
        public mutating func appendInterpolation(unsafe text: String) {
            if !text.isEmpty { sql.parts.append(.text(text)) }
        }
    }
}
