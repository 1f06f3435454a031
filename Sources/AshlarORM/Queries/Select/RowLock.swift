import AshlarPostgres

/// How the rows of a query are locked until the end of the transaction.
public struct RowLock: Sendable, Hashable {
    /// What others cannot do with the rows in the meantime.
    public enum Strength: String, Sendable {
        /// Change, delete or lock them: for rows that are going to be changed.
        case update = "UPDATE"
        /// The same, but rows of other tables may refer to them.
        case noKeyUpdate = "NO KEY UPDATE"
        /// Change or delete them.
        case share = "SHARE"
        /// Change their keys, or delete them.
        case keyShare = "KEY SHARE"
    }

    /// What happens with rows that somebody else has locked.
    public enum Conflict: String, Sendable {
        /// The statement waits for them.
        case wait = ""
        /// They are left out.
        case skipLocked = " SKIP LOCKED"
        /// The statement fails with ``PostgresError/lockNotAvailable``.
        case noWait = " NOWAIT"
    }

    let strength: Strength
    let conflict: Conflict

    /// - Parameter alias: the rows that are meant, where there are others beside them.
    func sql(of alias: String?) -> SQL {
        let rows = alias.map { " OF " + SQL.identifier($0) } ?? SQL()
        return " FOR \(unsafe: strength.rawValue)\(rows)\(unsafe: conflict.rawValue)"
    }
}

extension RowQuery {
    /// Locks the query's rows until the transaction ends; joined rows are not locked.
    ///
    /// Outside of a transaction the lock ends with the statement that takes it, which development logs.
    ///
    /// ```swift
    /// let job = try await Job.where { $0.startedAt == nil }.lock(.update, .skipLocked).first()
    /// ```
    public func lock(_ strength: RowLock.Strength = .update, _ conflict: RowLock.Conflict = .wait) -> Self {
        extended { $0.lock = RowLock(strength: strength, conflict: conflict) }
    }
}
