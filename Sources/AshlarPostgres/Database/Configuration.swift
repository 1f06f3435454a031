extension Database {
    /// How to reach a database, and within which limits.
    public struct Configuration: Sendable {
        /// A `postgres://` URL or a connection string of libpq. A Unix socket is named by its folder:
        /// `postgres:///blog?host=/run/postgresql`. What it leaves out comes from `PGHOST`, `PGUSER` and their like.
        public var url: String
        /// How many connections there may be at most, 1 or more. PostgreSQL is fastest with about four for each of its cores.
        public var maximumConnections = 8
        /// How many connections are kept open without need.
        public var minimumConnections = 0
        /// How many statements may be on their way on one connection, 1 or more; 1 turns pipelining off.
        public var pipelineDepth = 32
        /// How long opening a connection may take.
        public var connectTimeout: Duration = .seconds(5)
        /// How long a call waits for a connection.
        public var queueTimeout: Duration = .seconds(10)
        /// How long a connection may stay open without use.
        public var idleTimeout: Duration = .seconds(300)
        /// How long the server lets a statement run, in whole milliseconds; nil leaves it to the server's settings.
        public var statementTimeout: Duration?
        /// How long ``Database/shutdown()`` waits for what is in flight.
        public var shutdownGrace: Duration = .seconds(10)
        /// The name that `pg_stat_activity` shows, unless ``url`` has one.
        public var applicationName = "ashlar"
        /// How many prepared statements are kept on each connection; 0 prepares none, as PgBouncer's transaction mode needs it.
        public var preparedStatements = 256

        /// A configuration with the default limits.
        public init(url: String) { self.url = url }

        /// Checks all settings without connecting.
        ///
        /// - Throws: ``PostgresError`` of the kind `configuration`, without the password.
        public func validate() throws(PostgresError) { _ = try ConnectionParameters(self) }

        var pool: PoolSettings {
            PoolSettings(
                maximumConnections: maximumConnections, minimumConnections: minimumConnections,
                pipelineDepth: pipelineDepth, queueTimeout: queueTimeout, connectTimeout: connectTimeout,
                idleTimeout: idleTimeout)
        }
    }
}

extension Database.Configuration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Where it connects to, without the password.
    public var description: String {
        guard let parameters = try? ConnectionParameters(self) else { return "(malformed connection string)" }
        return parameters.description
    }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// Only the description, so that `dump` does not show the password either.
    public var customMirror: Mirror { Mirror(self, children: ["target": description]) }
}
