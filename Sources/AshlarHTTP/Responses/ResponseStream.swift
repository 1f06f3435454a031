public import NIOCore
import Synchronization

/// A body that is made while it is sent. It is sent once, and closed once: after the last piece, when the client has gone,
/// when making it fails, or when it turns out that nobody wants it (`HEAD`).
///
/// A server calls ``send(to:)`` or ``close()``; middleware that wraps a stream passes both on.
public final class ResponseStream: Sendable {
    /// Makes the pieces: calls its argument with one after the other, which waits until the client takes them.
    public typealias Producer = @Sendable (_ write: (ByteBuffer) async throws -> Void) async throws -> Void

    /// The number of bytes, where it is known.
    public let length: Int?
    private let produce: Producer
    private let closing: Mutex<[@Sendable () async -> Void]?>

    /// Makes a stream.
    ///
    /// - Parameters:
    ///   - length: the number of bytes, where it is known.
    ///   - onClose: runs exactly once, whatever becomes of the stream.
    ///   - produce: makes the pieces.
    public init(
        length: Int? = nil, onClose: (@Sendable () async -> Void)? = nil, produce: @escaping Producer
    ) {
        self.length = length
        self.produce = produce
        closing = Mutex(onClose.map { [$0] } ?? [])
    }

    /// Sends all pieces, then closes the stream; closes it as well if a piece cannot be made or sent.
    ///
    /// - Throws: what making a piece or `write` throws.
    public func send(to write: (ByteBuffer) async throws -> Void) async throws {
        do {
            try await produce(write)
        } catch {
            await close()
            throw error
        }
        await close()
    }

    /// Says that nothing more is wanted. The second time it does nothing.
    public func close() async {
        let actions = closing.withLock { actions in
            defer { actions = nil }
            return actions
        }
        for action in (actions ?? []).reversed() { await action() }
    }

    /// The same stream, made and closed within something that lasts as long as a call: task-local values.
    ///
    /// ```swift
    /// stream.within { body in try await Tenant.$current.withValue(tenant) { try await body() } }
    /// ```
    ///
    /// - Parameter context: calls its argument once.
    public func within(
        _ context: @escaping @Sendable (_ body: () async throws -> Void) async throws -> Void
    ) -> ResponseStream {
        let close: @Sendable () async -> Void = {
            do { try await context { await self.close() } } catch { await self.close() }
        }
        return ResponseStream(length: length, onClose: close) { write in
            try await context { try await self.send(to: write) }
        }
    }

    /// Adds what is done when the stream closes, before what was added earlier.
    ///
    /// - Returns: false if the stream has been closed already: then it is not done.
    @discardableResult
    public func onClose(_ action: @escaping @Sendable () async -> Void) -> Bool {
        closing.withLock { actions in
            guard actions != nil else { return false }
            actions?.append(action)
            return true
        }
    }
}
