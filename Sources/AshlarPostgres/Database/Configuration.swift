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
        /// How long the server lets a statement wait for a lock, in whole milliseconds; nil leaves it to the server's settings.
        public var lockTimeout: Duration?
        /// How long the server lets a transaction wait for its next statement before it ends the connection, in whole
        /// milliseconds; nil leaves it to the server's settings.
        public var idleTransactionTimeout: Duration?
        /// How long the server may be silent while a statement is on its way, before the connection counts as lost: for
        /// networks that stop forwarding without a word. nil is ``statementTimeout`` and ``connectTimeout`` together, or no
        /// limit where there is no statement timeout. It must be longer than any statement takes.
        public var answerTimeout: Duration?
        /// After how long without use a connection is asked for a sign of life; one that does not answer within
        /// ``connectTimeout`` is closed. nil never asks.
        public var healthCheckInterval: Duration? = .seconds(30)
        /// How long ``Database/shutdown()`` waits for what is in flight.
        public var shutdownGrace: Duration = .seconds(10)
        /// The name that `pg_stat_activity` shows, unless ``url`` has one.
        public var applicationName = "ashlar"
        /// How many prepared statements are kept on each connection; the one that was not used for longest makes room. 0
        /// prepares none.
        public var preparedStatements = 256
        /// Whether a pooler such as PgBouncer stands before the server.
        public var pooling = Pooling.detected
        /// Where read-only copies of the database are, as ``url``. Statements outside of transactions that only read go to
        /// them in turn; see ``Database/readingOwnWrites(_:)`` and ``Database/onPrimary(_:)``.
        public var replicas: [String] = []

        /// A configuration with the default limits.
        public init(url: String) { self.url = url }

        /// Checks all settings without connecting.
        ///
        /// - Throws: ``PostgresError`` of the kind `configuration`, without the password.
        public func validate() throws(PostgresError) {
            _ = try ConnectionParameters(self)
            for replica in replicaConfigurations { _ = try ConnectionParameters(replica) }
        }

        /// The replicas, each with the limits of this one.
        var replicaConfigurations: [Database.Configuration] {
            replicas.map { url in
                var configuration = self
                configuration.url = url
                configuration.replicas = []
                return configuration
            }
        }

        var cacheCapacity: Int { pooling == .transaction ? 0 : preparedStatements }

        var pool: PoolSettings {
            PoolSettings(
                maximumConnections: maximumConnections, minimumConnections: minimumConnections,
                pipelineDepth: pipelineDepth, queueTimeout: queueTimeout, connectTimeout: connectTimeout,
                idleTimeout: idleTimeout)
        }

        /// How long a connection may be silent while the server owes an answer.
        var silenceLimit: Duration? {
            answerTimeout ?? statementTimeout.map { $0 + connectTimeout }
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
