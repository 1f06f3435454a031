import AshlarHTTP
import HTTPTypes
import Logging
import NIOCore

extension HTTP1Handler {
    /// What becomes of a response's body.
    enum Sending {
        case done
        /// The body is to be sent piece by piece.
        case pieces
        /// The body is not wanted: the request was HEAD, or was refused meanwhile.
        case discard
    }

    /// Sends a response, or its head if the body is a stream.
    @discardableResult
    func answer(_ response: Response) -> Sending {
        guard let context, var outgoing else { return .discard }
        var response = response
        if let failure = state.failure, response.status.code < 400 {
            response = Response(status: failure.status, text: failure.message + "\n")
        }
        let framing = ResponseEncoder.framing(of: response, to: outgoing.method, version: outgoing.version)
        let goesOn = state.goesOn(
            answerAllows: framing != .close && !settings.shutdown.hasBegun
                && !ResponseEncoder.asksToClose(response.headers))
        let hasContent = outgoing.method != .head && response.status.mayHaveContent
        var bytes: ByteBuffer?
        if hasContent, case .bytes(let content) = response.body { bytes = content }
        let inline = bytes.map { $0.readableBytes <= Self.inlineLimit ? $0.readableBytes : 0 } ?? 0
        var buffer = context.channel.allocator.buffer(capacity: 384 + inline)
        ResponseEncoder.write(
            response, framing: framing, goesOn: goesOn, version: outgoing.version, dateLine: loop.dateLine, to: &buffer)
        if hasContent, case .stream = response.body {
            outgoing.head = buffer
            outgoing.framing = framing
            if case .length(let length) = framing { outgoing.remaining = length }
            self.outgoing = outgoing
            // A head whose first piece is long in coming is sent ahead.
            let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
            context.eventLoop.execute { handler.value.sendHead() }
            return .pieces
        }
        if let bytes, inline > 0 || bytes.readableBytes == 0 {
            buffer.writeImmutableBuffer(bytes)
            send(buffer, mayWait: true)
        } else {
            send(buffer, mayWait: true)
            if let bytes { send(bytes, mayWait: true) }
        }
        answered()
        if case .stream = response.body { return .discard }
        return .done
    }

    /// A body up to this is copied behind its head: one write costs less than two buffers.
    private static let inlineLimit = 32 * 1024

    private func sendHead() {
        guard let head = outgoing?.head.take() else { return }
        outgoing?.hasBegun = true
        send(head, mayWait: false)
    }

    /// Sends a piece of a streamed body, and waits while the client is behind.
    func sendPiece(_ piece: ByteBuffer) async throws {
        guard let context, outgoing != nil else { throw CancellationError() }
        try writePiece(piece)
        // A write that meets a closed socket ends the connection before it returns: nobody would wake who waits then.
        guard self.context != nil else { throw CancellationError() }
        guard !context.channel.isWritable else { return }
        try await withCheckedThrowingContinuation { writer = $0 }
    }

    private func writePiece(_ piece: ByteBuffer) throws {
        guard piece.readableBytes > 0, let framing = outgoing?.framing else { return }
        let head = outgoing?.head.take()
        outgoing?.hasBegun = true
        switch framing {
        case .chunked:
            var buffer = head ?? ByteBuffer()
            ResponseEncoder.writeChunk(piece, to: &buffer)
            send(buffer, mayWait: false)
        case .length, .none:
            let remaining = outgoing?.remaining ?? 0
            guard piece.readableBytes <= remaining else { throw ServerError.longerBody }
            outgoing?.remaining = remaining - piece.readableBytes
            fallthrough
        case .close:
            if var head {
                head.writeImmutableBuffer(piece)
                send(head, mayWait: false)
            } else {
                send(piece, mayWait: false)
            }
        }
    }

    /// Ends a streamed body.
    func endPieces() throws {
        guard let outgoing else { return }
        guard outgoing.remaining == 0 else { throw ServerError.shorterBody(by: outgoing.remaining) }
        var buffer = outgoing.head ?? ByteBuffer()
        if outgoing.framing == .chunked { buffer.writeStaticString("0\r\n\r\n") }
        self.outgoing?.head = nil
        if buffer.readableBytes > 0 { send(buffer, mayWait: false) }
        answered()
    }

    /// Gives a streamed body up. Returns whether another answer can still be sent.
    func failPieces() -> Bool {
        guard let outgoing, context != nil else { return false }
        guard outgoing.hasBegun else {
            self.outgoing = OutgoingResponse(method: outgoing.method, version: outgoing.version)
            return true
        }
        abort()
        return false
    }
}
