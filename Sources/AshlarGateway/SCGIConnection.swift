import AshlarHTTP
import HTTPTypes
import Logging
import NIOCore

/// One connection: one request, one answer.
struct SCGIConnection: Sendable {
    let responder: any Responder
    let timeout: Duration
    let logger: Logger

    func serve(_ client: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async {
        do {
            try await client.executeThenClose { inbound, outbound in
                let (closed, close) = AsyncStream<Void>.makeStream()
                client.channel.closeFuture.whenComplete { _ in close.finish() }
                try await withThrowingTaskGroup(of: Void.self) { tasks in
                    tasks.addTask {
                        try await serve(inbound.makeAsyncIterator(), outbound)
                    }
                    // A web server whose own client has gone closes: then nobody waits for the answer.
                    tasks.addTask { for await _ in closed {} }
                    try await tasks.next()
                    tasks.cancelAll()
                }
            }
        } catch {
            logger.debug("A connection of the gateway failed.", metadata: ["error": "\(error)"])
        }
    }

    private func serve(
        _ inbound: sending NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
        _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) async throws {
        var inbound = inbound
        var received = ByteBuffer()
        do {
            var found: SCGIHead?
            while found == nil {
                guard let piece = try await inbound.next() else { return }
                received.writeImmutableBuffer(piece)
                found = try SCGIHead.read(&received)
            }
            guard let head = found else { return }
            let source = SCGISource(early: received, length: head.contentLength, iterator: inbound)
            let body =
                head.contentLength == 0
                ? RequestBody.empty : RequestBody(stream: SCGIBody(source: source), length: head.contentLength)
            let request = try head.request(body: body)
            try await answer(request, outbound)
            // To close at once would cut off what is still being written: the web server closes when it has all of it.
            outbound.finish()
            await source.drain()
        } catch let failure as SCGIHead.Failure {
            logger.warning("A request of the gateway is malformed.", metadata: ["reason": "\(failure)"])
            let response = Response(status: .badRequest, text: "Bad Request\n")
            try await send(response, to: .get, outbound)
            outbound.finish()
        }
    }

    private func answer(_ request: Request, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>) async throws {
        let response: Response
        do {
            response = try await responder.respond(to: request)
        } catch {
            if !(error is any HTTPErrorConvertible) {
                logger.error("A responder threw instead of answering.", metadata: ["error": "\(error)"])
            }
            response = SCGIResponse.uncaught(error)
        }
        try await send(response, to: request.method, outbound)
    }

    private func send(
        _ response: Response, to method: HTTPRequest.Method, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) async throws {
        var head = SCGIResponse.head(of: response, to: method)
        guard method != .head, SCGIResponse.mayHaveContent(response.status) else {
            do {
                try await outbound.write(head)
            } catch {
                await response.body.discard()
                throw error
            }
            return await response.body.discard()
        }
        switch response.body {
        case .empty: try await outbound.write(head)
        case .bytes(let bytes):
            head.writeImmutableBuffer(bytes)
            try await outbound.write(head)
        case .stream(let stream):
            do {
                try await outbound.write(head)
            } catch {
                await stream.close()
                throw error
            }
            try await stream.send { piece in try await outbound.write(piece) }
        }
    }
}
