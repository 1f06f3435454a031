/// What one part of a statement does to a table that others use at the same time: what the linter judges.
struct TableOperation: Sendable, Equatable {
    /// How long the lock is held.
    enum Cost: Sendable, Equatable {
        /// Only the catalogue changes: as long as a blink.
        case instant
        /// Every row is read.
        case scan
        /// Every row is written anew, and every index built anew.
        case rewrite
        /// A rewrite, if an expression is volatile.
        case rewriteIfVolatile(String)
        /// A scan, unless a valid check constraint shows that no row has NULL there.
        case scanUnlessProven(column: String)
        /// Whatever changing to the type costs from the type that the column has.
        case changeOfType(column: String, to: String)
    }

    let table: TableName
    /// What it does, as a verb phrase: `adds the column "slug"`.
    let action: String
    let lock: TableLock
    let cost: Cost
    /// Whether the version of the app that runs while this happens may fail from it, whatever the number of rows.
    var breaksRunningApp = false
    /// Whether it makes the table; what else happens to the table in the same run hurts nobody.
    var isCreation = false
    /// What to do instead.
    var recipe: String?
}
