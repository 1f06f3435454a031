import AshlarPostgres

extension RowQuery {
    /// The server's plan for the query, as a text of several lines.
    ///
    /// ```swift
    /// print(try await Post.where { $0.slug == "hello" }.explain(analyze: true))
    /// ```
    ///
    /// - Parameters:
    ///   - analyze: whether the query is run, so that the plan has real times and row numbers; its rows are thrown away.
    ///   - buffers: whether the plan tells the pages that were read.
    ///   - verbose: whether it tells the columns of each step.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    public func explain(
        analyze: Bool = false, buffers: Bool = false, verbose: Bool = false, file: String = #fileID, line: Int = #line
    ) async throws -> String {
        let options: [SQL] = [
            analyze ? "ANALYZE" : "", buffers ? "BUFFERS" : "", verbose ? "VERBOSE" : "",
        ]
        let list = options.filter { !$0.isEmpty }.joined(separator: ", ")
        let start: SQL = list.isEmpty ? "EXPLAIN " : "EXPLAIN (\(list)) "
        let rows = try await resolved(file, line).run(start + sql, file: file, line: line)
        return try rows.map { try $0.decode(0, as: String.self) }.joined(separator: "\n")
    }
}
