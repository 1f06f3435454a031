public import AshlarSupport

/// A statement that failed, or a connection that could not be had.
///
/// ```swift
/// do { try await user.save() } catch PostgresError.uniqueViolation { ... }
/// do { ... } catch let error as PostgresError where error.constraint == "users_email_key" { ... }
/// ```
public struct PostgresError: DetailedError {
    /// What kind of failure it is.
    public let kind: Kind
    /// PostgreSQL's code, where the server reported the failure.
    public internal(set) var sqlState: SQLState?
    /// What failed, in one sentence.
    public internal(set) var message: String
    /// The server's detail, which often holds values: for the log, not for clients.
    public internal(set) var detail: String?
    /// The server's hint.
    public internal(set) var hint: String?
    /// The violated constraint.
    public internal(set) var constraint: String?
    /// The schema of what the failure is about.
    public internal(set) var schema: String?
    /// The table that the failure is about.
    public internal(set) var table: String?
    /// The column that the failure is about.
    public internal(set) var column: String?
    /// Where in the statement, in characters from 1.
    public internal(set) var position: Int?
    /// Where in the server's functions, such as a trigger.
    public internal(set) var context: String?
    /// The text of the statement; values are never part of it.
    public internal(set) var sql: String?
    /// The values bound to the statement.
    public internal(set) var bindings: [PostgresBinding] = []
    /// The call that failed.
    public internal(set) var location: SourceLocation?
    /// What to do about it.
    public internal(set) var suggestion: String?
    /// Who had the connections, where none became free in time.
    public internal(set) var holders: [ConnectionHolder] = []

    init(_ kind: Kind, _ message: String, suggestion: String? = nil, location: SourceLocation? = nil) {
        self.kind = kind
        self.message = message
        self.suggestion = suggestion
        self.location = location
    }

    /// Whether no connection could be had or the connection was lost: an HTTP layer answers 503.
    public var isUnavailable: Bool {
        switch kind {
        case .unavailable, .connectionLost, .queueTimeout, .shutDown: true
        default: false
        }
    }

    /// Whether the same transaction may succeed when it is tried again: a deadlock or a serialization failure.
    public var isRetriable: Bool { sqlState == .serializationFailure || sqlState == .deadlockDetected }

    /// The same error with the statement and the place of the call.
    func at(_ location: SourceLocation, sql: String?, bindings: [PostgresBinding]) -> PostgresError {
        var error = self
        error.location = error.location ?? location
        error.sql = error.sql ?? sql
        error.bindings = bindings
        return error
    }
}
