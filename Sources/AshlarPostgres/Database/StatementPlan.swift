import AshlarSupport
import Glibc

/// What is to be sent, before there is somebody who waits for the answer.
struct StatementPlan: Sendable {
    var form = Statement.Form.parameters
    let text: String
    let bindings: [PostgresBinding]
    let site: CallSite
    var lease: LeaseToken?
    var mustEndOutsideTransaction = false
    /// Whether it is to be sent even by a task that is cancelled, as what ends a transaction must.
    var isCleanup = false

    /// Why it cannot be sent at all.
    var refusal: PostgresError? {
        var hasNULInText = false
        for binding in bindings {
            if let failure = binding.failure { return error(failure) }
            if binding.isText, binding.bytes?.contains(0) == true { hasNULInText = true }
        }
        if bindings.count > Int(UInt16.max) {
            return error(
                "\(bindings.count) parameters are more than the 65535 that a statement may have",
                "Send an array: `= any(\\(values))`, or `unnest(\\(values))` to insert many rows.")
        }
        if Self.hasNUL(text) { return error("The statement contains a NUL character") }
        if hasNULInText {
            return error("A value contains a NUL character, which no text of PostgreSQL can")
        }
        return nil
    }

    private func error(_ message: String, _ suggestion: String? = nil) -> PostgresError {
        PostgresError(.encoding, message, suggestion: suggestion)
            .at(site.sourceLocation, sql: text, bindings: bindings)
    }

    private static func hasNUL(_ text: String) -> Bool {
        let fast = text.utf8.withContiguousStorageIfAvailable { bytes in
            bytes.baseAddress.map { memchr($0, 0, bytes.count) != nil } ?? false
        }
        return fast ?? text.utf8.contains(0)
    }
}
