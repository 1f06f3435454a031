import CLibPQ

extension PostgresError {
    /// The error that a failed result reports.
    init(serverResult result: OpaquePointer) {
        func field(_ field: DiagnosticField) -> String? { field.value(in: result) }
        let state = field(.sqlState)
        let severity = field(.severity)
        let message = field(.message)
        // Without a code it is libpq that reports: the connection broke. A fatal error ends the connection too.
        let isLost = state == nil || severity == "FATAL" || severity == "PANIC"
        self.init(
            isLost ? .connectionLost : .server,
            message ?? PQresultErrorMessage(result).map { Self.joined(String(cString: $0)) } ?? "The statement failed")
        sqlState = state.map(SQLState.init(rawValue:))
        if sqlState == .inFailedTransaction { suggestion = Self.afterFailure }
        detail = field(.detail)
        hint = field(.hint)
        constraint = field(.constraint)
        schema = field(.schema)
        table = field(.table)
        column = field(.column)
        position = field(.position).flatMap { Int($0) }
        context = field(.context)
    }

    /// What to do about a statement in a transaction that has failed.
    static let afterFailure =
        "A statement of this transaction failed before, and its error was caught. Let that error pass, or put the statement "
        + "that may fail into a nested `transaction { }`, which can fail alone."

    /// libpq's lines as one.
    private static func joined(_ message: String) -> String {
        message.split(separator: "\n").map { String($0).trimmed }.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// The error of a connection that could not be opened.
    ///
    /// - Parameter message: libpq's, in the verbose form: `... FATAL:  57P03: the database system is starting up`.
    static func connection(message: String, _ parameters: ConnectionParameters) -> PostgresError {
        let text = parameters.redacted(message).split(separator: "\n")
            .filter { !$0.hasPrefix("LOCATION:") }.map { String($0).trimmed }.joined(separator: " ")
        var error = PostgresError(.unavailable, "No connection to PostgreSQL (\(parameters)): \(text)")
        if let match = text.firstMatch(of: #/:\s+(?=[A-Z]*[0-9])([0-9A-Z]{5}): /#) {
            error.sqlState = SQLState(rawValue: String(match.1))
        }
        error.suggestion =
            switch error.sqlState {
            case nil: tlsSuggestion(text) ?? "Check that the server runs and that its address is right."
            case .invalidPassword: "Check the user's name and password."
            case .invalidCatalogName: "Create the database, or correct its name."
            case .tooManyConnections: "Lower maximumConnections, or raise max_connections of the server."
            default: tlsSuggestion(text)
            }
        return error
    }

    /// What to do where it was TLS that failed; nil for another failure.
    private static func tlsSuggestion(_ message: String) -> String? {
        if message.contains("root certificate file") || message.contains("certificate verify failed") {
            return "Name the file with the certificate of the authority that signed the server's: "
                + "sslrootcert=/path/ca.pem."
        }
        if message.contains("does not match host name") {
            return "Connect by the name in the server's certificate, or use sslmode=verify-ca, which does not compare "
                + "names."
        }
        if message.contains("server does not support SSL") {
            return "Turn ssl on in the server's settings, or use sslmode=prefer where nobody can listen."
        }
        if message.contains("no encryption") {
            return "The server may take encrypted connections only: use sslmode=verify-full or require."
        }
        if message.contains("certificate") || message.contains("private key file") {
            return "Name the client's files: sslcert=/path/client.pem and sslkey=/path/client.key, readable by its "
                + "owner only."
        }
        return nil
    }

    /// Who ends connections, and why.
    private static let endings: [SQLState: String] = [
        .adminShutdown: "Somebody ended the connection with pg_terminate_backend, or stops the server. ",
        .crashShutdown: "Another connection's process crashed, and the server starts all of them anew. ",
    ]

    /// What those get to hear whose statements were on their way when the connection broke.
    static func lost(_ reason: PostgresError) -> PostgresError {
        var error = PostgresError(
            .connectionLost,
            "The connection to PostgreSQL was lost before the statement was answered: \(reason.message)",
            suggestion: ending(reason)
                + "It is not known whether the statement took effect. New statements get a new connection.")
        error.sqlState = reason.sqlState
        return error
    }

    /// A connection that was lost while it waited, for a reason that the server may have given.
    init(_ kind: Kind, _ message: String, because reason: PostgresError?, suggestion: String) {
        self.init(
            kind, message + (reason.map { ": \($0.message)" } ?? ""),
            suggestion: (reason.map { Self.ending($0) } ?? "") + suggestion)
        sqlState = reason?.sqlState
    }

    private static func ending(_ reason: PostgresError) -> String { reason.sqlState.flatMap { endings[$0] } ?? "" }
}
