extension Database.Configuration {
    /// What stands between this process and the server.
    public enum Pooling: String, Sendable, Hashable, CaseIterable {
        /// A pooler is recognised by its process numbers, which are not the server's; nothing is prepared behind one.
        case detected
        /// The server itself, or a pooler that gives each client a server's connection for as long as it is connected.
        case none
        /// A pooler that gives a connection for a transaction at a time, as PgBouncer with `pool_mode = transaction`: nothing
        /// is prepared. Sessions, session locks and `listen` do not work there.
        case transaction
    }
}

extension Database {
    /// Whether a pooler stands before the server: as it is configured, or as the connections so far have found.
    var isBehindPooler: Bool {
        switch configuration.pooling {
        case .transaction: true
        case .none: false
        case .detected: inbox.sawPooler
        }
    }

    /// Refuses what only one and the same connection to the server can do.
    ///
    /// - Parameter what: what was to be done, as the beginning of a sentence.
    func requireServerConnection(for what: String, _ suggestion: String, _ site: CallSite) throws(PostgresError) {
        guard isBehindPooler else { return }
        throw PostgresError(
            .unsupported,
            "\(what) a connection of its own to the server, and a pooler such as PgBouncer gives one for a transaction at a time",
            suggestion: suggestion
                + " If the pooler keeps a connection for each client (pool_mode = session), set pooling to none.",
            location: site.sourceLocation)
    }
}
