import AshlarHTTP
import AshlarServer
import HTTPTypes
import NIOCore
import NIOHPACK
import NIOHTTP2

extension HTTP2StreamHandler {
    /// How far the answer is.
    struct Outgoing {
        let method: HTTPRequest.Method
        /// The head, while it waits to go with the first piece of the body.
        var head: HPACKHeaders?
        /// What is still to be sent of a body whose length has been announced.
        var remaining: Int?
        /// Whether anything has been sent, after which no other answer is possible.
        var hasBegun = false
    }

    /// Sends a response, or prepares its head if the body is a stream.
    ///
    /// - Returns: the stream that is to be sent piece by piece; nil if there is none, or nobody wants it.
    @discardableResult
    func answer(_ response: Response) -> ResponseStream? {
        guard let context, var outgoing else { return nil }
        var response = response
        if let failure, response.status.code < 400 {
            response = Response(status: failure.status, text: failure.message + "\n")
        }
        let framing = ResponseEncoder.framing(of: response, to: outgoing.method, version: .http2)
        let head = Self.head(of: response, framing, date: loop.date)
        let hasContent = outgoing.method != .head && response.status.mayHaveContent
        if hasContent, case .stream(let stream) = response.body {
            outgoing.head = head
            if case .length(let length) = framing { outgoing.remaining = length }
            self.outgoing = outgoing
            // A head whose first piece is long in coming is sent ahead.
            let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
            context.eventLoop.execute { handler.value.sendHead(flushes: true) }
            return stream
        }
        var bytes: ByteBuffer?
        if hasContent, case .bytes(let content) = response.body, content.readableBytes > 0 { bytes = content }
        let written: EventLoopFuture<Void>
        let first = HTTP2Frame.FramePayload.headers(.init(headers: head, endStream: bytes == nil))
        if let bytes {
            context.write(wrapOutboundOut(first), promise: nil)
            written = context.writeAndFlush(
                wrapOutboundOut(.data(.init(data: .byteBuffer(bytes), endStream: true))))
        } else {
            written = context.writeAndFlush(wrapOutboundOut(first))
        }
        answered(written)
        return nil
    }

    private func sendHead(flushes: Bool) {
        guard let context, let head = outgoing?.head.take() else { return }
        outgoing?.hasBegun = true
        context.write(wrapOutboundOut(.headers(.init(headers: head))), promise: nil)
        if flushes { context.flush() }
    }

    /// Sends a piece of a streamed body, and waits while the client is behind.
    func sendPiece(_ piece: ByteBuffer) async throws {
        guard let context, outgoing != nil else { throw CancellationError() }
        guard piece.readableBytes > 0 else { return }
        if let remaining = outgoing?.remaining {
            guard piece.readableBytes <= remaining else { throw ServerError.longerBody }
            outgoing?.remaining = remaining - piece.readableBytes
        }
        sendHead(flushes: false)
        context.writeAndFlush(wrapOutboundOut(.data(.init(data: .byteBuffer(piece)))), promise: nil)
        // A write that meets a closed stream ends it before it returns: nobody would wake who waits then.
        guard self.context != nil else { throw CancellationError() }
        guard !context.channel.isWritable else { return }
        try await withCheckedThrowingContinuation { writer = $0 }
    }

    /// Ends a streamed body.
    func endPieces() throws {
        guard let context, outgoing != nil else { return }
        if let remaining = outgoing?.remaining, remaining > 0 { throw ServerError.shorterBody(by: remaining) }
        sendHead(flushes: false)
        answered(
            context.writeAndFlush(
                wrapOutboundOut(.data(.init(data: .byteBuffer(ByteBuffer()), endStream: true)))))
    }

    /// Gives a streamed body up. Returns whether another answer can still be sent.
    func failPieces() -> Bool {
        guard let outgoing, context != nil else { return false }
        guard outgoing.hasBegun else {
            self.outgoing = Outgoing(method: outgoing.method)
            return true
        }
        reset(.internalError)
        return false
    }

    private static func head(of response: Response, _ framing: ResponseEncoder.Framing, date: String) -> HPACKHeaders {
        var head = HPACKHeaders()
        head.reserveCapacity(response.headers.count + 3)
        head.add(name: ":status", value: "\(response.status.code)")
        var hasDate = false
        for field in response.headers {
            let name = field.name.canonicalName
            switch name {
            // RFC 9113 section 8.2.2: HTTP/2 has no such fields; the length is said below.
            case "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "content-length":
                continue
            case "date": hasDate = true
            default: break
            }
            head.add(name: name, value: field.value)
        }
        if case .length(let length) = framing { head.add(name: "content-length", value: "\(length)") }
        if !hasDate { head.add(name: "date", value: date) }
        return head
    }
}
