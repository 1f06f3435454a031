import AshlarPostgres
import AshlarSupport

extension RowQuery {
    /// One page of the rows, found by the values of the row beside it instead of by a number.
    ///
    /// ```swift
    /// let page = try await Post.query().latest().cursorPaginate(request.query["cursor"], perPage: 20)
    /// ```
    ///
    /// The rows have to be ordered; a query for models gets its key as the last order, so that equal rows have one. An order
    /// must not be random or written as SQL with its direction.
    ///
    /// - Parameters:
    ///   - cursor: ``CursorPage/next`` or ``CursorPage/previous`` of another page; nil is the first page.
    ///   - perPage: how many items a page has at most, at least 1.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    /// - Throws: ``InvalidCursor`` (a 400 to an HTTP client) for a text that is no cursor of this query.
    public func cursorPaginate(
        _ cursor: String? = nil, perPage: Int = 15, file: String = #fileID, line: Int = #line
    ) async throws -> CursorPage<Row> {
        let perPage = Swift.min(Swift.max(1, perPage), Int.max - 1)
        let location = SourceLocation(file: file, line: line)
        let orderings = try keysetOrderings(location)
        let place = try cursor.map { text in
            guard let place = Cursor(text), place.values.count == orderings.count else {
                throw InvalidCursor(location: location)
            }
            return place
        }
        let isBackward = place?.isBackward ?? false
        let walked = isBackward ? orderings.map(\.reversed) : orderings
        var query = place.map { and($0.condition(walked)) } ?? self
        query._select.orderings = walked
        query._select.limit = perPage + 1
        let fetched: (rows: [Row], edges: [[String?]])
        do {
            fetched = try await query.fetchWithEdges(walked, limit: perPage, file: file, line: line)
        } catch let error as PostgresError where place != nil && error.sqlState?.conditionClass == "22" {
            // What the cursor holds is none of the column's values.
            throw InvalidCursor(location: location)
        }
        let hasMore = fetched.edges.count > perPage
        let rows = isBackward ? fetched.rows.reversed() : fetched.rows
        var edges = Array(fetched.edges.prefix(perPage))
        if isBackward { edges.reverse() }
        let hasNext = isBackward || hasMore
        let hasPrevious = isBackward ? hasMore : place != nil
        return CursorPage(
            items: rows, perPage: perPage,
            next: try hasNext ? edges.last.map { try Cursor(values: $0, isBackward: false).encoded() } : nil,
            previous: try hasPrevious ? edges.first.map { try Cursor(values: $0, isBackward: true).encoded() } : nil)
    }

    /// The order, with the default one behind it unless it is part of it.
    private func keysetOrderings(_ location: SourceLocation) throws -> [Ordering] {
        var orderings = _select.orderings
        let texts = Set(orderings.map { $0.expression.description })
        if _select.hasSingleRows {
            // The key goes the same way, so that one comparison of rows does.
            let isDescending = orderings.last?.isDescending ?? false
            for ordering in _defaultOrder where !texts.contains(ordering.expression.description) {
                orderings.append(isDescending ? ordering.reversed : ordering)
            }
        }
        guard !orderings.isEmpty, orderings.allSatisfy({ $0.isDescending != nil }) else {
            throw UnorderedQuery(name: _name, location: location)
        }
        return orderings
    }

    /// The rows, and the values by which they are ordered.
    private func fetchWithEdges(
        _ orderings: [Ordering], limit: Int, file: String, line: Int
    ) async throws -> (rows: [Row], edges: [[String?]]) {
        let edges = orderings.map { "CAST(" + $0.expression + " AS text)" as SQL }.joined(separator: ", ")
        let database = try resolved(file, line)
        noteLock(on: database, file: file, line: line)
        let rows = try await database.run(
            _select.sql(selecting: _columnList + ", " + edges), file: file, line: line)
        let first = rows.columns.count - orderings.count
        let values = try rows.indices.map { row in
            try orderings.indices.map { try rows.decode(row: row, column: first + $0, as: String?.self) }
        }
        let items = try await _decode(rows, on: database, file: file, line: line)
        return (Array(items.prefix(limit)), values)
    }
}
