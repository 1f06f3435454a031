import AshlarPostgres
public import AshlarSupport

/// Rows that were locked outside of a transaction: the lock was gone as soon as they were read.
public struct LooseLock: Sendable, Equatable, CustomStringConvertible {
    /// The model's name, or the table's.
    public let name: String
    /// Where the rows were read.
    public let location: SourceLocation

    /// A lock that protects nothing.
    public init(name: String, location: SourceLocation) {
        self.name = name
        self.location = location
    }

    /// What happened, and what to do about it.
    public var description: String {
        "Rows of \(name) are locked outside of a transaction at \(location): the lock is gone as soon as they are read; "
            + "read and write them within database.transaction { }"
    }
}

extension RowQuery {
    /// Tells of a lock that protects nothing, where somebody wants to know.
    func noteLock(on database: Database, file: String, line: Int) {
        guard _select.extras?.lock != nil, let report = database.models.reportsLooseLock, !database.isInTransaction
        else {
            return
        }
        report(LooseLock(name: _name, location: SourceLocation(file: file, line: line)))
    }
}
