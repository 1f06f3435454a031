/// A piece of SQL with the values bound to it.
///
/// Interpolated values never become text: each is sent beside the statement, so there is nothing to escape and nothing to
/// inject. Pieces nest, and an identifier is quoted.
///
/// ```swift
/// let recent: SQL = "published_at > \(date)"
/// let rows = try await db.query("select id, title from \(identifier: "posts") where \(recent) and author_id = \(author)")
/// ```
///
/// The only way to insert text as it is says so: `\(unsafe: text)` and ``init(unsafe:)``.
public struct SQL: Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
    enum Part: Sendable {
        case text(String)
        case binding(PostgresBinding)
    }

    var parts: [Part]
    /// What the piece needs around it.
    package var needs: SQLNeeds?

    /// Nothing: the start of a piece that is put together step by step.
    public init() { parts = [] }

    /// Text that is SQL already. Never pass anything that came from outside.
    public init(unsafe text: String) { parts = text.isEmpty ? [] : [.text(text)] }

    /// A literal without interpolations.
    public init(stringLiteral value: String) { self.init(unsafe: value) }

    /// A literal with interpolations.
    public init(stringInterpolation: StringInterpolation) { self = stringInterpolation.sql }

    /// A name of a table, column or schema, quoted.
    ///
    /// - Parameter name: the name as PostgreSQL stores it; `public.posts` is one name with a dot in it, not two names.
    public static func identifier(_ name: String) -> SQL { SQL(unsafe: quoted(identifier: name)) }

    /// One bound value.
    public static func value<T: PostgresEncodable>(_ value: T) -> SQL { SQL(binding: PostgresBinding(value)) }

    /// A value that is encoded already.
    public init(binding: PostgresBinding) { parts = [.binding(binding)] }

    /// Whether there is neither text nor a value.
    public var isEmpty: Bool { parts.isEmpty }

    /// Whether there is nothing but one value.
    package var isSingleValue: Bool {
        guard parts.count == 1, case .binding = parts[0] else { return false }
        return true
    }

    /// Adds another piece at the end, without a space between.
    public mutating func append(_ other: SQL) {
        parts += other.parts
        guard let others = other.needs else { return }
        needs = needs?.merging(others) ?? others
    }

    /// Two pieces one after the other, without a space between.
    public static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum.append(right)
        return sum
    }

    /// The statement as PostgreSQL reads it: values are `$1`, `$2`, ... in the order of the text.
    ///
    /// The text depends on the shape alone, not on the values, so one shape is prepared once.
    public func render() -> (text: String, bindings: [PostgresBinding]) {
        var text = ""
        var bindings: [PostgresBinding] = []
        var length = 0
        for part in parts { if case .text(let piece) = part { length += piece.utf8.count } else { length += 3 } }
        text.reserveCapacity(length)
        for part in parts {
            switch part {
            case .text(let piece): text += piece
            case .binding(let binding):
                bindings.append(binding)
                text += "$\(bindings.count)"
            }
        }
        return (text, bindings)
    }

    /// The text with its placeholders; the values are not shown.
    public var description: String { render().text }

    /// A name between double quotes, with the quotes inside it doubled.
    static func quoted(identifier name: String) -> String {
        var quoted = "\""
        for character in name.unicodeScalars where character != "\0" {
            if character == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(character)
        }
        return quoted + "\""
    }
}

extension Sequence<SQL> {
    /// The pieces in one, with a separator between them.
    public func joined(separator: SQL) -> SQL {
        var joined = SQL()
        var isFirst = true
        for piece in self {
            if !isFirst { joined.append(separator) }
            joined.append(piece)
            isFirst = false
        }
        return joined
    }
}
