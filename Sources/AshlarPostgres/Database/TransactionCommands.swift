/// The commands around a transaction, or the savepoint that a nested one is.
struct TransactionCommands {
    let begin: String
    let commit: String
    let rollback: [String]

    init(depth: Int, isolation: IsolationLevel?) {
        guard depth > 1 else {
            begin = isolation.map { "BEGIN ISOLATION LEVEL \($0.rawValue)" } ?? "BEGIN"
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
