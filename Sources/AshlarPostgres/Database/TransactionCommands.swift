/// The commands around a transaction, or the savepoint that a nested one is.
struct TransactionCommands {
    let begin: String
    let commit: String
    let rollback: [String]

    init(depth: Int, _ options: TransactionOptions) {
        guard depth > 1 else {
            begin =
                "BEGIN" + (options.isolation.map { " ISOLATION LEVEL \($0.rawValue)" } ?? "")
                + (options.isReadOnly ? " READ ONLY" : "") + (options.isDeferrable ? " DEFERRABLE" : "")
            commit = "COMMIT"
            rollback = ["ROLLBACK"]
            return
        }
        let name = "ashlar_\(depth)"
        begin = "SAVEPOINT \(name)"
        commit = "RELEASE SAVEPOINT \(name)"
        rollback = ["ROLLBACK TO SAVEPOINT \(name)", "RELEASE SAVEPOINT \(name)"]
    }
}
