import AshlarPostgres

extension RowQuery {
    /// One page of the rows, and how many there are in all: two statements.
    ///
    /// Numbers that make no sense are moved to the nearest that do, since they come from URLs: page 0 is the first page, and
    /// a page behind the last is the last. Without an order the rows are ordered by key.
    ///
    /// - Parameters:
    ///   - page: the number of the page, counted from 1.
    ///   - perPage: how many items a page has at most, at least 1.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    public func paginate(
        _ page: Int = 1, perPage: Int = 15, file: String = #fileID, line: Int = #line
    ) async throws -> Page<Row> {
        let perPage = Swift.max(1, perPage)
        let total = try await count(file: file, line: line)
        let page = Swift.min(Swift.max(1, page), Page<Row>.lastPage(total: total, perPage: perPage))
        guard total > 0 else { return Page(items: [], total: 0, page: 1, perPage: perPage) }
        var query = self
        let skipped = (page - 1) * perPage
        query._select.orderings = decidedOrderings
        // A limit of the query's own bounds the last page.
        query._select.limit = Swift.min(perPage, total - skipped)
        query._select.offset = (_select.offset ?? 0) + skipped
        return Page(items: try await query.all(file: file, line: line), total: total, page: page, perPage: perPage)
    }

    /// One page of the rows, and whether there is another one: a single statement, for tables that are too large to be
    /// counted on every request.
    ///
    /// - Parameters:
    ///   - page: the number of the page, counted from 1; less is the first page.
    ///   - perPage: how many items a page has at most, at least 1.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    public func simplePaginate(
        _ page: Int = 1, perPage: Int = 15, file: String = #fileID, line: Int = #line
    ) async throws -> SimplePage<Row> {
        let page = Swift.max(1, page)
        let perPage = Swift.min(Swift.max(1, perPage), Int.max - 1)
        let (skipped, isTooFar) = (page - 1).multipliedReportingOverflow(by: perPage)
        let (offset, isOver) = (_select.offset ?? 0).addingReportingOverflow(skipped)
        let left = _select.limit.map { Swift.max(0, $0 - (isTooFar ? .max : skipped)) } ?? .max
        guard !isTooFar, !isOver, left > 0 else {
            return SimplePage(items: [], page: page, perPage: perPage, hasNext: false)
        }
        var query = self
        query._select.orderings = decidedOrderings
        query._select.limit = Swift.min(perPage + 1, left)
        query._select.offset = offset
        let items = try await query.all(file: file, line: line)
        return SimplePage(
            items: Array(items.prefix(perPage)), page: page, perPage: perPage, hasNext: items.count > perPage)
    }
}
