import Foundation

/// The questions for asynchronous code, which must not wait on the threads that all tasks share: a thread of their own does.
extension Terminal {
    /// Asks for a line; see the synchronous method of the same name.
    public func ask(
        _ question: String, default standard: String? = nil,
        check: @escaping @Sendable (String) throws -> Void = { _ in }
    ) async throws -> String {
        try await onThread { try ask(question, default: standard, check: check) }
    }

    /// Asks for something that is not shown while it is typed.
    public func secret(_ question: String) async throws -> String { try await onThread { try secret(question) } }

    /// Asks yes or no.
    public func confirm(_ question: String, default standard: Bool = false) async throws -> Bool {
        try await onThread { try confirm(question, default: standard) }
    }

    /// Asks for one of several things, by its number or its name.
    public func choose(
        _ question: String, from choices: [String], default standard: String? = nil
    ) async throws -> String {
        try await onThread { try choose(question, from: choices, default: standard) }
    }

    private func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
        }
    }
}
