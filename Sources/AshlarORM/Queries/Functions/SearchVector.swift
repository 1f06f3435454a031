public import AshlarPostgres

/// The words of a text, as a full-text search compares them: a `tsvector`.
///
/// ```swift
/// let query = SearchQuery.web("swift -objective")
/// let found = try await Post.where { $0.title.searchVector().matches(query) }
///     .order { $0.title.searchVector().rank(query).desc }.all()
/// ```
public struct SearchVector: Sendable {
    let sql: SQL
    let language: String

    init(sql: SQL, language: String) {
        self.sql = sql
        self.language = language
    }

    /// A column of the type `tsvector`, or an expression of that type, written as SQL.
    ///
    /// - Parameters:
    ///   - raw: the expression; `\(identifier: "search")` is a column.
    ///   - language: PostgreSQL's name for the language in which it was made.
    public init(raw: SQL, language: String = "english") { self.init(sql: "(" + raw + ")", language: language) }

    /// How important the words are: A (most), B, C or D.
    public func weighted(_ weight: Weight) -> SearchVector {
        SearchVector(sql: "setweight(\(sql), '\(unsafe: weight.rawValue)')", language: language)
    }

    /// The words of two texts.
    public static func + (left: SearchVector, right: SearchVector) -> SearchVector {
        SearchVector(sql: "(\(left.sql) || \(right.sql))", language: left.language)
    }

    /// The words meet a search.
    public func matches(_ query: SearchQuery) -> Condition { Condition("\(sql) @@ \(query.sql(in: language))") }

    /// How well the words meet a search, by how often they occur.
    public func rank(_ query: SearchQuery) -> Computed<Float> {
        Computed("ts_rank(\(sql), \(query.sql(in: language)))", isNullable: false)
    }

    /// How well the words meet a search, also by how near they stand to each other.
    public func coverRank(_ query: SearchQuery) -> Computed<Float> {
        Computed("ts_rank_cd(\(sql), \(query.sql(in: language)))", isNullable: false)
    }

    /// How important words are.
    public enum Weight: String, Sendable { case a = "A", b = "B", c = "C", d = "D" }
}

extension SQLExpression where Value == String {
    /// The words of the text. An index on `to_tsvector('english', title)` answers searches in it.
    ///
    /// - Parameter language: PostgreSQL's name for the language; `simple` takes every word as it is.
    public func searchVector(_ language: String = "english") -> SearchVector {
        let text = isNullable ? "coalesce(\(sql), '')" : sql
        return SearchVector(sql: "to_tsvector(\(unsafe: SQLLiteral.text(language)), \(text))", language: language)
    }

    /// The text meets a search.
    public func matches(_ query: SearchQuery, in language: String = "english") -> Condition {
        searchVector(language).matches(query)
    }

    /// The parts of the text that meet a search, with the words marked. The text is not escaped: it is no HTML.
    public func headline(_ query: SearchQuery, in language: String = "english") -> Computed<String> {
        Computed(
            "ts_headline(\(unsafe: SQLLiteral.text(language)), \(sql), \(query.sql(in: language)))",
            isNullable: isNullable)
    }
}
