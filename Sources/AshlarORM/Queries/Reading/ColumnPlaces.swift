import AshlarPostgres
import AshlarSupport

/// The places of a result's columns by the names of properties; each name is looked for once in a result.
final class ColumnPlaces {
    private var places: [String: Int?] = [:]
    private let rows: PostgresRows

    init(_ rows: PostgresRows) { self.rows = rows }

    func column(_ name: String) -> Int? {
        if let known = places[name] { return known }
        let column = rows.columnIndex(name) ?? rows.columnIndex(CaseConversion.snake(name))
        places[name] = .some(column)
        return column
    }
}
