import AshlarPostgres
import AshlarSupport
import Synchronization

/// What becomes of a change of the schema that would keep the users of a table waiting, or break the version of the app that
/// runs while it happens.
public enum LintMode: String, Sendable {
    /// Nobody looks.
    case off
    /// It is done and told: in development.
    case warn
    /// It is refused, with the way to do it instead: in production.
    case refuse
}

/// Judges each change of the schema by its lock, by how long the lock is held, and by the rows that the table has.
///
/// What is made in a run and changed in the same run is nobody's yet.
final class MigrationLinter: Sendable {
    let mode: LintMode
    /// Up to how many rows reading or writing them all counts as nothing.
    private let toleratedRows: Int
    /// Whether tables without rows matter: in production the running version of the app reads them, too.
    private let mindsEmptyTables: Bool
    private let created = Mutex<Set<TableName>>([])

    /// A judge.
    ///
    /// - Parameters:
    ///   - mode: what becomes of what it finds.
    ///   - toleratedRows: up to how many rows reading or writing them all counts as nothing.
    ///   - mindsEmptyTables: whether tables without rows matter; without it where changes are refused.
    init(_ mode: LintMode, toleratedRows: Int = 0, mindsEmptyTables: Bool? = nil) {
        self.mode = mode
        self.mindsEmptyTables = mindsEmptyTables ?? (mode == .refuse)
        self.toleratedRows = toleratedRows
    }

    func note(created tables: [TableName]) { created.withLock { $0.formUnion(tables) } }

    /// What is wrong with statements that have not been sent yet.
    func findings(
        _ statements: [SchemaStatement], _ database: Database, _ location: SourceLocation
    ) async throws -> [LintFinding] {
        var findings: [LintFinding] = []
        var known = created.withLock { $0 }
        for statement in statements {
            known.formUnion(statement.operations.filter(\.isCreation).map(\.table))
            for operation in statement.operations where !known.contains(operation.table) {
                if let finding = try await finding(operation, database, location) { findings.append(finding) }
            }
        }
        return findings
    }

    private func finding(
        _ operation: TableOperation, _ database: Database, _ location: SourceLocation
    ) async throws -> LintFinding? {
        guard operation.breaksRunningApp || (operation.lock.blocksWriting && operation.cost != .instant) else {
            return nil
        }
        let facts = TableFacts(operation.table, database)
        // What is not there fails by itself.
        guard let rows = try await facts.rows() else { return nil }
        guard rows > 0 || mindsEmptyTables else { return nil }
        let cost = try await facts.resolve(operation.cost)
        let isSlow = cost != .instant && operation.lock.blocksWriting && rows > toleratedRows
        guard operation.breaksRunningApp || isSlow else { return nil }
        return LintFinding(
            table: operation.table.text, action: operation.action, lock: operation.lock,
            rewritesTable: cost == .rewrite, rows: rows, isSlow: isSlow, recipe: operation.recipe,
            location: location)
    }
}
