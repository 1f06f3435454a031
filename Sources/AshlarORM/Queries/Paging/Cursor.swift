import AshlarPostgres
import Foundation

/// A place between two rows of an ordered result: the values by which the row before it is ordered, as PostgreSQL writes
/// them.
struct Cursor: Codable, Equatable {
    /// The values; nil is NULL.
    let values: [String?]
    /// Whether the rows before the place are meant, instead of those after it.
    let isBackward: Bool

    private enum CodingKeys: String, CodingKey {
        case values = "v"
        case isBackward = "b"
    }

    init(values: [String?], isBackward: Bool) {
        self.values = values
        self.isBackward = isBackward
    }

    /// Reads a cursor from a URL; nil for a text that is none.
    init?(_ text: String) {
        var base64 = text.replacing("-", with: "+").replacing("_", with: "/")
        while base64.utf8.count % 4 != 0 { base64 += "=" }
        guard text.utf8.count <= 8192, let data = Data(base64Encoded: base64),
            let cursor = try? JSONDecoder().decode(Cursor.self, from: data),
            !cursor.values.contains(where: { $0?.utf8.contains(0) == true })
        else { return nil }
        self = cursor
    }

    /// The cursor as a text for a URL.
    func encoded() throws -> String {
        try JSONEncoder().encode(self).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    /// The rows that come behind the place in an order.
    func condition(_ orderings: [Ordering]) -> Condition {
        let all = Array(zip(orderings, values))
        if let rows = rowComparison(all) { return rows }
        return .any(
            all.indices.compactMap { index in
                let (ordering, value) = all[index]
                guard let behind = Self.behind(ordering, value) else { return nil }
                return .all(all[..<index].map { Self.equal($0.0, $0.1) } + [behind])
            })
    }

    /// `(a, b) > ($1, $2)`, which an index on both answers at once, where all go the same way and none is NULL.
    private func rowComparison(_ all: [(Ordering, String?)]) -> Condition? {
        guard all.count > 1, let isDescending = all.first?.0.isDescending,
            all.allSatisfy({ $0.0.isDescending == isDescending && !$0.0.isNullable && $0.1 != nil })
        else { return nil }
        let columns = all.map(\.0.expression).joined(separator: ", ")
        let values = all.map { Self.value($0.1) }.joined(separator: ", ")
        return Condition("(\(columns)) \(isDescending ? "<" : ">" as SQL) (\(values))")
    }

    private static func equal(_ ordering: Ordering, _ value: String?) -> Condition {
        Condition(value == nil ? "\(ordering.expression) IS NULL" : "\(ordering.expression) = \(Self.value(value))")
    }

    /// The rows behind those with the value; nil where there are none.
    private static func behind(_ ordering: Ordering, _ value: String?) -> Condition? {
        let isDescending = ordering.isDescending ?? false
        let putsNullsFirst = ordering.putsNullsFirst ?? isDescending
        guard value != nil else {
            return putsNullsFirst ? Condition("\(ordering.expression) IS NOT NULL") : nil
        }
        let beyond = Condition(
            "\(ordering.expression) \(isDescending ? "<" : ">" as SQL) \(Self.value(value))")
        guard ordering.isNullable, !putsNullsFirst else { return beyond }
        return beyond || Condition("\(ordering.expression) IS NULL")
    }

    /// The server finds the type by what the value is compared with.
    private static func value(_ text: String?) -> SQL {
        SQL(binding: PostgresBinding(type: .inferred, bytes: text.map { Array($0.utf8) }))
    }
}
