extension Database.Configuration {
    /// What stands between this process and the server.
    public enum Pooling: Sendable, Hashable {
        /// A pooler is recognised by its process numbers, which are not the server's; nothing is prepared behind one.
        case detected
        /// The server itself, or a pooler that gives each client a server's connection for as long as it is connected.
        case none
        /// A pooler that gives a connection for a transaction at a time, as PgBouncer with `pool_mode = transaction`: nothing
        /// is prepared. Sessions, session locks and `listen` do not work there.
        case transaction
    }
}
