import AshlarHTTP
import NIOCore
import Synchronization

extension ResponseBody {
    /// Whether pieces come when the head has gone out.
    var isMadeLater: Bool {
        if case .stream = self { return true }
        return false
    }

    /// The body, with a closure that hears how it ended: at once where all bytes are here, else when the stream closes.
    ///
    /// - Parameter report: gets the number of bytes that went out and the error that ended them, if any.
    func observed(_ report: @escaping @Sendable (Int?, (any Error)?) -> Void) -> ResponseBody {
        guard case .stream(let stream) = self else {
            report(length, nil)
            return self
        }
        let sent = SentBytes()
        return .stream(
            length: stream.length,
            onClose: {
                await stream.close()
                let (count, error) = sent.total
                report(count, error)
            },
            { write in
                do {
                    try await stream.send { piece in
                        try await write(piece)
                        sent.add(piece.readableBytes)
                    }
                } catch {
                    sent.fail(error)
                    throw error
                }
            })
    }
}

/// How much of a stream has gone out.
private final class SentBytes: Sendable {
    private let state = Mutex<(count: Int, error: (any Error)?)>((0, nil))

    var total: (Int, (any Error)?) { state.withLock { $0 } }

    func add(_ count: Int) { state.withLock { $0.count += count } }

    func fail(_ error: any Error) { state.withLock { $0.error = error } }
}
