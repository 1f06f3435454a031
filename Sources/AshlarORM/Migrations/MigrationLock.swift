import AshlarPostgres

/// The advisory lock of all migrators on one database and schema.
struct MigrationLock: Sendable {
    let database: Database

    private static let key: SQL = "hashtextextended('ashlar.migrations.' || current_schema(), 0)"

    /// Waits for the lock and holds it while `body` runs.
    ///
    /// It must be called inside of `withSession`: the lock belongs to the connection, and where `body` fails the end of the
    /// session gives it back, as it does with the timeouts.
    func holding<R: Sendable>(_ body: () async throws -> R) async throws -> R {
        // Another deploy, or building an index, may take longer than a statement of the app ever should.
        _ = try await database.query(
            "SELECT set_config('statement_timeout', '0', false), set_config('lock_timeout', '0', false)")
        _ = try await database.query("SELECT pg_advisory_lock(\(Self.key))")
        let result = try await body()
        _ = try await database.query("SELECT pg_advisory_unlock(\(Self.key))")
        return result
    }
}
