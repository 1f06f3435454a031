import NIOCore
import Synchronization

/// What became of a body that arrives: it can be read once, and what was made of it then is for all copies of the request.
final class BodyMemo: Sendable {
    private struct State {
        var isTaken = false
        var bytes: ByteBuffer?
        var form: MultipartForm?
    }

    private let state = Mutex(State())

    /// The whole body, if it was collected.
    var bytes: ByteBuffer? { state.withLock { $0.bytes } }

    /// The form, if the body was read as one.
    var form: MultipartForm? { state.withLock { $0.form } }

    /// Whether somebody has begun to read it.
    var isTaken: Bool { state.withLock { $0.isTaken } }

    func keep(_ bytes: ByteBuffer) { state.withLock { $0.bytes = bytes } }

    func keep(_ form: MultipartForm) { state.withLock { $0.form = form } }

    /// Notes that the body is being read from now on.
    ///
    /// - Throws: ``BodyAlreadyRead`` if it was before.
    func take() throws {
        try state.withLock { state in
            guard !state.isTaken else { throw BodyAlreadyRead() }
            state.isTaken = true
        }
    }
}
