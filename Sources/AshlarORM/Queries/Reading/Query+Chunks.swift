import AshlarPostgres

extension Query {
    /// Works through the models a few at a time, in the order of their keys.
    ///
    /// Each step begins behind the key of the last, so that what `body` writes neither repeats nor skips a row. Relations
    /// of `.with` are loaded step by step.
    ///
    /// ```swift
    /// try await Post.where { $0.summary == nil }.chunk(200) { posts in
    ///     for post in posts { try await summarise(post) }
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - size: how many models at a time, at least 1.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    ///   - body: what to do with them.
    public func chunk(
        _ size: Int = 500, file: String = #fileID, line: Int = #line, _ body: ([M]) async throws -> Void
    ) async throws {
        var iterator = KeyedChunks(query: self, size: size, file: file, line: line)
        while let models = try await iterator.next() { try await body(models) }
    }

    /// The models one by one, in the order of their keys; a few at a time are fetched.
    ///
    /// ```swift
    /// for try await post in Post.query().with({ $0.author }).lazy() { try await index(post) }
    /// ```
    ///
    /// - Parameters:
    ///   - batchSize: how many are fetched at a time, at least 1.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    public func lazy(batchSize: Int = 500, file: String = #fileID, line: Int = #line) -> LazyModels<M> {
        LazyModels(chunks: KeyedChunks(query: self, size: batchSize, file: file, line: line))
    }
}

/// Models that are fetched as they are walked through: what ``Query/lazy(batchSize:file:line:)`` gives.
public struct LazyModels<M: Model>: AsyncSequence, Sendable {
    /// A model.
    public typealias Element = M

    let chunks: KeyedChunks<M>

    /// Begins with the lowest key.
    public func makeAsyncIterator() -> Iterator { Iterator(chunks: chunks) }

    /// Walks through the models.
    public struct Iterator: AsyncIteratorProtocol {
        var chunks: KeyedChunks<M>
        var models: ArraySlice<M> = []

        /// The next model; nil at the end.
        public mutating func next() async throws -> M? {
            if let model = models.popFirst() { return model }
            guard let fetched = try await chunks.next() else { return nil }
            models = fetched[...]
            return models.popFirst()
        }
    }
}

/// The models of a query, step by step by their keys.
struct KeyedChunks<M: Model>: Sendable {
    private let query: Query<M>
    private let size: Int
    private let file: String
    private let line: Int
    private var last: [PostgresBinding]?
    private var left: Int?
    private var isOver = false

    init(query: Query<M>, size: Int, file: String, line: Int) {
        var ordered = query
        ordered.orderings = ordered._defaultOrder
        self.query = ordered
        self.size = Swift.max(1, size)
        self.file = file
        self.line = line
        left = query._select.limit
    }

    mutating func next() async throws -> [M]? {
        let count = Swift.min(size, left ?? size)
        guard !isOver, count > 0 else { return nil }
        var step = query
        step._select.limit = count
        if let last {
            let values = last.map { SQL(binding: $0) }.joined(separator: ", ")
            step = step.and(Condition("\(query.keyExpression) > \(last.count == 1 ? values : "(" + values + ")")"))
            step._select.offset = nil
        }
        let models = try await step.all(file: file, line: line)
        isOver = models.count < count
        left = left.map { $0 - models.count }
        guard let key = models.last?._key else { return nil }
        last = key.keyBindings
        return models
    }
}
