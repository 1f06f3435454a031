extension PostgresError {
    /// A kind of failure. New ones may be added.
    public struct Kind: Sendable, Hashable, CustomStringConvertible {
        private let name: String

        /// The server refused the statement; see ``PostgresError/sqlState``.
        public static let server = Kind(name: "server")
        /// No connection could be opened.
        public static let unavailable = Kind(name: "unavailable")
        /// The connection broke while the statement was on its way; whether it took effect is not known.
        public static let connectionLost = Kind(name: "connectionLost")
        /// No connection became free in time.
        public static let queueTimeout = Kind(name: "queueTimeout")
        /// The database was shut down.
        public static let shutDown = Kind(name: "shutDown")
        /// A value could not be turned into PostgreSQL's format.
        public static let encoding = Kind(name: "encoding")
        /// The connection string or a setting is wrong.
        public static let configuration = Kind(name: "configuration")
        /// A transaction or session was used in a way that it cannot be.
        public static let transaction = Kind(name: "transaction")
        /// Something that this driver does not do, or not in this way.
        public static let unsupported = Kind(name: "unsupported")
        /// There is no current database.
        public static let noDatabase = Kind(name: "noDatabase")

        /// The name of the member.
        public var description: String { name }
    }

    /// For `catch PostgresError.uniqueViolation`.
    public static let uniqueViolation = SQLState.uniqueViolation
    /// For `catch PostgresError.foreignKeyViolation`.
    public static let foreignKeyViolation = SQLState.foreignKeyViolation
    /// For `catch PostgresError.notNullViolation`.
    public static let notNullViolation = SQLState.notNullViolation
    /// For `catch PostgresError.checkViolation`.
    public static let checkViolation = SQLState.checkViolation
    /// For `catch PostgresError.exclusionViolation`.
    public static let exclusionViolation = SQLState.exclusionViolation
    /// For `catch PostgresError.serializationFailure`.
    public static let serializationFailure = SQLState.serializationFailure
    /// For `catch PostgresError.deadlockDetected`.
    public static let deadlockDetected = SQLState.deadlockDetected
    /// For `catch PostgresError.lockNotAvailable`.
    public static let lockNotAvailable = SQLState.lockNotAvailable
    /// For `catch PostgresError.queryCanceled`.
    public static let queryCanceled = SQLState.queryCanceled
    /// For `catch PostgresError.divisionByZero`.
    public static let divisionByZero = SQLState.divisionByZero
    /// For `catch PostgresError.undefinedTable`.
    public static let undefinedTable = SQLState.undefinedTable

    /// For `catch PostgresError.unavailable`.
    public static let unavailable = Kind.unavailable
    /// For `catch PostgresError.connectionLost`.
    public static let connectionLost = Kind.connectionLost
    /// For `catch PostgresError.queueTimeout`.
    public static let queueTimeout = Kind.queueTimeout
}

/// Matches an error by PostgreSQL's code: `catch PostgresError.uniqueViolation`.
public func ~= (pattern: SQLState, error: any Error) -> Bool { (error as? PostgresError)?.sqlState == pattern }

/// Matches an error by its kind: `catch PostgresError.connectionLost`.
public func ~= (pattern: PostgresError.Kind, error: any Error) -> Bool { (error as? PostgresError)?.kind == pattern }
