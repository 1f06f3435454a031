/// A COPY under way on a connection. It belongs to the pool's thread.
final class CopyTransfer {
    enum Phase {
        /// We send.
        case sending
        /// The server sends.
        case receiving
        /// All data has passed; the server's verdict is to come.
        case ending
        /// The verdict is known.
        case ended(Result<Int, PostgresError>)
    }

    typealias Waiter = UnsafeContinuation<CopyRequest.Answer, any Error>

    var phase: Phase
    /// Whether the data is still read, but for nobody.
    var isDiscarding = false
    /// What libpq had no room for.
    var unsent: [UInt8]?
    private(set) var waiter: Waiter?
    private var isWaitingForBuffer = false

    init(phase: Phase) { self.phase = phase }

    /// Keeps the call that waits for the next answer; there is one at a time.
    func wait(_ waiter: Waiter?, forBuffer: Bool = false) {
        self.waiter = waiter
        isWaitingForBuffer = forBuffer
    }

    func answer(_ answer: CopyRequest.Answer) { takeWaiter()?.resume(returning: answer) }

    func fail(_ error: any Error) { takeWaiter()?.resume(throwing: error) }

    /// libpq has passed on all that it was given.
    func bufferDrained() {
        if isWaitingForBuffer, unsent == nil { answer(.written) }
    }

    /// Whether the server's data is wanted now: what is not read stays with the server.
    var wantsInput: Bool {
        if case .receiving = phase { waiter != nil || isDiscarding } else { true }
    }

    /// Whether it is the server's turn.
    var isServersTurn: Bool {
        switch phase {
        case .sending: isWaitingForBuffer
        case .receiving: waiter != nil || isDiscarding
        case .ending: true
        case .ended: false
        }
    }

    /// Tells the verdict to the call that waits for it, or to the next one.
    func end(_ outcome: Result<Int, PostgresError>) {
        phase = .ended(outcome)
        if let waiter = takeWaiter() { deliver(outcome, to: waiter) }
    }

    func deliver(_ outcome: Result<Int, PostgresError>, to waiter: Waiter) {
        switch outcome {
        case .success(let rows): waiter.resume(returning: .finished(rows: rows))
        case .failure(let error): waiter.resume(throwing: error)
        }
    }

    private func takeWaiter() -> Waiter? {
        defer {
            waiter = nil
            isWaitingForBuffer = false
        }
        return waiter
    }
}
