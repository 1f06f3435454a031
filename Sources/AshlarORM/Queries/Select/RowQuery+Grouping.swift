public import AshlarPostgres

extension RowQuery {
    /// Leaves out rows that are equal to another in all selected columns.
    public func distinct() -> Self { extended { $0.distinct = "DISTINCT " } }

    /// Keeps of the rows with equal values only the first, by the order; which has to begin with the same expressions.
    ///
    /// ```swift
    /// // The latest post of each author.
    /// let latest = Post.query().distinct(on: { [$0.authorID] }).order { [$0.authorID.asc, $0.publishedAt.desc] }
    /// ```
    public func distinct(on expressions: (Columns) -> [any SQLExpression]) -> Self {
        let list = expressions(columns).map(\.sql).joined(separator: ", ")
        return extended { $0.distinct = "DISTINCT ON (\(list)) " }
    }

    /// One row for all those with an equal value; what is selected are such values and aggregates.
    public func group<E: SQLExpression>(_ expression: (Columns) -> E) -> Self {
        extended { $0.groups.append(expression(columns).sql) }
    }

    /// One row for all those with equal values.
    public func group(_ expressions: (Columns) -> [any SQLExpression]) -> Self {
        extended { $0.groups += expressions(columns).map(\.sql) }
    }

    /// Groups in a way written as SQL, such as `rollup` and `grouping sets`.
    public func group(_ raw: SQL) -> Self { extended { $0.groups.append(raw) } }

    /// Only the groups that meet a condition as well as those before: `.having { $0.views.sum > 100 }`.
    public func having(_ condition: (Columns) -> Condition) -> Self {
        let condition = condition(columns)
        return extended { extras in extras.having = extras.having.map { $0 && condition } ?? condition }
    }

    /// Reads a random part of the table only: `TABLESAMPLE BERNOULLI`.
    ///
    /// - Parameters:
    ///   - percent: how much of it, from 0 to 100.
    ///   - seed: the same number gives the same rows while the table stays as it is.
    public func sample(percent: Double, seed: Double? = nil) -> Self {
        changed { query in
            query._select.from.append(" TABLESAMPLE BERNOULLI (\(percent))")
            if let seed { query._select.from.append(" REPEATABLE (\(seed))") }
            query._select.isPlain = false
        }
    }
}
