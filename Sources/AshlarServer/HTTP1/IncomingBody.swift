import AshlarHTTP
package import NIOCore
import Synchronization

/// A request's body on its way from the connection to whoever reads it. So much of it is kept as is needed to keep the
/// reader busy; then the client has to wait.
package final class IncomingBody: AsyncSequence, Sendable {
    package typealias Element = ByteBuffer
    package typealias Failure = any Error

    /// Above this nothing more is read from the connection, and below the half of it reading goes on.
    private static let highWatermark = 128 * 1024

    private struct State {
        var pieces = CircularBuffer<ByteBuffer>()
        var bytes = 0
        var isPaused = false
        var isWanted = false
        /// How it ended: nil while it goes on.
        var end: Result<Void, any Error>?
        var waiter: CheckedContinuation<ByteBuffer?, any Error>?
    }

    private let state = Mutex(State())
    /// Tells the connection that the body is read for the first time, or again after a pause.
    private let demand: @Sendable () -> Void

    package init(demand: @escaping @Sendable () -> Void) {
        self.demand = demand
    }

    /// Takes a piece from the connection. Returns whether more may be read.
    package func receive(_ piece: ByteBuffer) -> Bool {
        let (waiter, goesOn) = state.withLock { state -> (CheckedContinuation<ByteBuffer?, any Error>?, Bool) in
            guard state.end == nil else { return (nil, true) }
            if let waiter = state.waiter.take() { return (waiter, true) }
            state.pieces.append(piece)
            state.bytes += piece.readableBytes
            state.isPaused = state.bytes >= Self.highWatermark
            return (nil, !state.isPaused)
        }
        waiter?.resume(returning: piece)
        return goesOn
    }

    /// Says that nothing more comes. The first end is the one that counts.
    package func finish(_ end: Result<Void, any Error>) {
        let waiter = state.withLock { state in
            if state.end == nil { state.end = end }
            return state.waiter.take()
        }
        waiter?.resume(with: end.map { nil })
    }

    /// Drops what has not been read.
    package func discard() {
        state.withLock { state in
            state.pieces.removeAll()
            state.bytes = 0
        }
        finish(.success(()))
    }

    private func next() async throws -> ByteBuffer? {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let (result, asks) = state.withLock { state in Self.take(&state, continuation) }
                if asks { demand() }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            let waiter = state.withLock { $0.waiter.take() }
            waiter?.resume(throwing: CancellationError())
        }
    }

    private static func take(
        _ state: inout State, _ continuation: CheckedContinuation<ByteBuffer?, any Error>
    ) -> (Result<ByteBuffer?, any Error>?, asks: Bool) {
        if let piece = state.pieces.popFirst() {
            state.bytes -= piece.readableBytes
            let resumes = state.isPaused && state.bytes < highWatermark / 2
            if resumes { state.isPaused = false }
            return (.success(piece), resumes)
        }
        if let end = state.end { return (end.map { nil }, false) }
        if Task.isCancelled { return (.failure(CancellationError()), false) }
        guard state.waiter == nil else {
            return (.failure(ServerError(message: "A body is read by two tasks at once.", suggestion: nil)), false)
        }
        state.waiter = continuation
        defer { state.isWanted = true }
        return (nil, !state.isWanted)
    }

    package func makeAsyncIterator() -> Iterator { Iterator(body: self) }

    package struct Iterator: AsyncIteratorProtocol {
        let body: IncomingBody
        package mutating func next() async throws -> ByteBuffer? { try await body.next() }
        package mutating func next(isolation actor: isolated (any Actor)?) async throws -> ByteBuffer? {
            try await body.next()
        }
    }
}
