import CLibPQ

/// The columns of a result: made once for a prepared statement and shared by all its results.
final class RowShape: Sendable {
    let names: [String]
    let types: [PostgresType]
    private let indices: [String: Int]

    init(of result: OpaquePointer) {
        let columns = 0..<PQnfields(result)
        names = columns.map { PQfname(result, $0).map { String(cString: $0) } ?? "" }
        // A value in the text format is a text, whatever type it has on the server.
        types = columns.map { PQfformat(result, $0) == 0 ? .text : PostgresType(rawValue: PQftype(result, $0)) }
        indices = Dictionary(zip(names, names.indices)) { first, _ in first }
    }

    var count: Int { types.count }

    func name(of column: Int) -> String { names.indices.contains(column) ? names[column] : "column \(column)" }

    func type(of column: Int) -> PostgresType { types.indices.contains(column) ? types[column] : .unknown }

    /// The first column of that name.
    func index(of name: String) -> Int? { indices[name] }

    /// Whether a result has these columns.
    func fits(_ result: OpaquePointer) -> Bool {
        guard Int(PQnfields(result)) == types.count else { return false }
        for (column, type) in types.enumerated() where PQftype(result, Int32(column)) != type.rawValue { return false }
        return true
    }
}
