import AshlarPostgres

/// What a full-text search looks for: a `tsquery`.
public struct SearchQuery: Sendable {
    private let function: SQL
    private let text: SQL

    /// As people write it in a search field: words, `"a phrase"`, `or`, and `-` before a word that must not be there. No text
    /// is an error.
    public static func web(_ text: String) -> SearchQuery {
        SearchQuery(function: "websearch_to_tsquery", text: .value(text))
    }

    /// All of the words.
    public static func words(_ text: String) -> SearchQuery {
        SearchQuery(function: "plainto_tsquery", text: .value(text))
    }

    /// The words one after the other.
    public static func phrase(_ text: String) -> SearchQuery {
        SearchQuery(function: "phraseto_tsquery", text: .value(text))
    }

    /// In PostgreSQL's own language: `swift & (fast | small) & !slow:*`. A text that is none is an error of the statement.
    public static func operators(_ text: String) -> SearchQuery {
        SearchQuery(function: "to_tsquery", text: .value(text))
    }

    func sql(in language: String) -> SQL {
        "\(function)(\(unsafe: SQLLiteral.text(language)), \(text))"
    }
}
