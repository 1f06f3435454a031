/// A code of five characters by which PostgreSQL names a condition.
///
/// Source: appendix A of PostgreSQL's manual, "PostgreSQL Error Codes".
public struct SQLState: Sendable, Hashable, RawRepresentable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The five characters.
    public let rawValue: String

    /// A condition by its code.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A condition by its code.
    public init(stringLiteral value: String) { self.init(rawValue: value) }

    /// The first two characters: `23` for violated constraints, `08` for lost connections.
    public var conditionClass: String { String(rawValue.prefix(2)) }

    /// The code and, where it is one of those listed here, its name: `23505 unique_violation`.
    public var description: String { Self.names[self].map { "\(rawValue) \($0)" } ?? rawValue }
}

extension SQLState {
    /// `23000`
    public static let integrityConstraintViolation: SQLState = "23000"
    /// `23502`
    public static let notNullViolation: SQLState = "23502"
    /// `23503`
    public static let foreignKeyViolation: SQLState = "23503"
    /// `23505`
    public static let uniqueViolation: SQLState = "23505"
    /// `23514`
    public static let checkViolation: SQLState = "23514"
    /// `23P01`
    public static let exclusionViolation: SQLState = "23P01"
    /// `22001`
    public static let stringDataRightTruncation: SQLState = "22001"
    /// `22003`
    public static let numericValueOutOfRange: SQLState = "22003"
    /// `22P04`: what was given to COPY is not what it expects
    public static let badCopyFileFormat: SQLState = "22P04"
    /// `22012`
    public static let divisionByZero: SQLState = "22012"
    /// `22P02`
    public static let invalidTextRepresentation: SQLState = "22P02"
    /// `0A000`
    public static let featureNotSupported: SQLState = "0A000"
    /// `25P02`: a statement after one that failed in the same transaction
    public static let inFailedTransaction: SQLState = "25P02"
    /// `25006`: a write in a read-only transaction, or on a replica
    public static let readOnlyTransaction: SQLState = "25006"
    /// `26000`: a prepared statement that is not there
    public static let invalidSQLStatementName: SQLState = "26000"
    /// `28P01`
    public static let invalidPassword: SQLState = "28P01"
    /// `3D000`: a database that is not there
    public static let invalidCatalogName: SQLState = "3D000"
    /// `40001`: to be tried again
    public static let serializationFailure: SQLState = "40001"
    /// `40P01`: to be tried again
    public static let deadlockDetected: SQLState = "40P01"
    /// `42501`
    public static let insufficientPrivilege: SQLState = "42501"
    /// `42601`
    public static let syntaxError: SQLState = "42601"
    /// `42703`
    public static let undefinedColumn: SQLState = "42703"
    /// `42883`
    public static let undefinedFunction: SQLState = "42883"
    /// `42P01`
    public static let undefinedTable: SQLState = "42P01"
    /// `42P07`
    public static let duplicateTable: SQLState = "42P07"
    /// `53300`
    public static let tooManyConnections: SQLState = "53300"
    /// `55P03`
    public static let lockNotAvailable: SQLState = "55P03"
    /// `57014`: cancelled, or longer than `statement_timeout`
    public static let queryCanceled: SQLState = "57014"
    /// `57P01`
    public static let adminShutdown: SQLState = "57P01"
    /// `57P02`
    public static let crashShutdown: SQLState = "57P02"
    /// `57P03`: the server is starting up or shutting down
    public static let cannotConnectNow: SQLState = "57P03"

    private static let names: [SQLState: String] = [
        .integrityConstraintViolation: "integrity_constraint_violation", .notNullViolation: "not_null_violation",
        .foreignKeyViolation: "foreign_key_violation", .uniqueViolation: "unique_violation",
        .checkViolation: "check_violation", .exclusionViolation: "exclusion_violation",
        .stringDataRightTruncation: "string_data_right_truncation",
        .numericValueOutOfRange: "numeric_value_out_of_range", .divisionByZero: "division_by_zero",
        .badCopyFileFormat: "bad_copy_file_format",
        .invalidTextRepresentation: "invalid_text_representation", .featureNotSupported: "feature_not_supported",
        .readOnlyTransaction: "read_only_sql_transaction", .inFailedTransaction: "in_failed_sql_transaction",
        .invalidSQLStatementName: "invalid_sql_statement_name",
        .invalidPassword: "invalid_password", .invalidCatalogName: "invalid_catalog_name",
        .serializationFailure: "serialization_failure", .deadlockDetected: "deadlock_detected",
        .insufficientPrivilege: "insufficient_privilege", .syntaxError: "syntax_error",
        .undefinedColumn: "undefined_column", .undefinedFunction: "undefined_function",
        .undefinedTable: "undefined_table", .duplicateTable: "duplicate_table",
        .tooManyConnections: "too_many_connections", .lockNotAvailable: "lock_not_available",
        .queryCanceled: "query_canceled", .adminShutdown: "admin_shutdown", .crashShutdown: "crash_shutdown",
        .cannotConnectNow: "cannot_connect_now",
    ]
}
