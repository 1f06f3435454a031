public import AshlarPostgres

/// A question to a model's table: a value that each step copies, so that a query can be kept and refined in several ways.
///
/// ```swift
/// let recent = Post.where { $0.publishedAt != nil }.latest()
/// let page = try await recent.with { $0.author }.paginate(2, perPage: 20)
/// let total = try await recent.count()
/// ```
///
/// Nothing is sent until one of the asynchronous functions is called.
public struct Query<M: Model>: Sendable {
    var database: Database?
    var condition: Condition?
    var orderings: [Ordering] = []
    var limit: Int?
    var offset: Int?
    var relations: [any EagerLoad] = []
    var scoping = QueryScoping()
    /// Why the query cannot be sent.
    var failure: (any Error)?

    init(database: Database? = nil) { self.database = database }

    /// A copy with a change.
    func changed(_ change: (inout Query) -> Void) -> Query {
        var copy = self
        change(&copy)
        return copy
    }

    /// Runs on a database other than the current one.
    public func on(_ database: Database) -> Query { changed { $0.database = database } }

    // MARK: Conditions

    /// Only the rows that meet a condition as well as those before.
    public func `where`(_ condition: (M.Fields) -> Condition) -> Query { and(condition(M.fields)) }

    /// Only the rows that meet a condition written as SQL; interpolated values are bound.
    public func `where`(_ condition: SQL) -> Query { and(Condition(raw: condition)) }

    /// Also the rows that meet this condition instead of all those before.
    public func orWhere(_ condition: (M.Fields) -> Condition) -> Query { or(condition(M.fields)) }

    /// Also the rows that meet this condition, written as SQL, instead of all those before.
    public func orWhere(_ condition: SQL) -> Query { or(Condition(raw: condition)) }

    func and(_ other: Condition) -> Query {
        changed { query in query.condition = query.condition.map { $0 && other } ?? other }
    }

    func or(_ other: Condition) -> Query {
        changed { query in query.condition = query.condition.map { $0 || other } ?? other }
    }

    // MARK: Order and extent

    /// Orders the rows; further orders decide among equals.
    public func order(_ ordering: (M.Fields) -> Ordering) -> Query {
        changed { $0.orderings.append(ordering(M.fields)) }
    }

    /// Orders the rows by several columns.
    public func order(_ orderings: (M.Fields) -> [Ordering]) -> Query {
        changed { $0.orderings += orderings(M.fields) }
    }

    /// The newest rows first: by `createdAt` if the model declares it, then by key.
    public func latest() -> Query { changed { $0.orderings += Self.byAge(" DESC") } }

    /// The oldest rows first: by `createdAt` if the model declares it, then by key.
    public func oldest() -> Query { changed { $0.orderings += Self.byAge(" ASC") } }

    /// So many rows at most.
    public func limit(_ count: Int) -> Query { changed { $0.limit = count } }

    /// Leaves out so many rows at the start.
    public func offset(_ count: Int) -> Query { changed { $0.offset = count } }

    private static func byAge(_ direction: SQL) -> [Ordering] {
        let description = M._description
        let created = description.columnIndex(ofMember: "createdAt").map { description.columns[$0] }
        return ([created].compactMap { $0 } + description.keys)
            .map { Ordering(sql: SQL(unsafe: $0.qualifiedName) + direction) }
    }
}
