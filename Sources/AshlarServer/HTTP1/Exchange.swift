package import AshlarHTTP
import Logging
import NIOCore

/// A request and its answer. It runs on the connection's event loop, where the handler may be touched.
package struct Exchange: Sendable {
    let responder: any Responder
    let logger: Logger
    let handler: NIOLoopBound<HTTP1Handler>

    nonisolated(nonsending) func run(_ request: Request) async {
        var response: Response
        do {
            response = try await responder.respond(to: request)
        } catch {
            response = Response.uncaught(error, logger: logger)
        }
        response.body = Self.paced(response.body)
        switch handler.value.answer(response) {
        case .done: return
        case .discard: await response.body.discard()
        case .pieces:
            guard case .stream(let stream) = response.body else { return }
            await send(stream, of: response, to: request)
        }
    }

    /// A body up to this is handed to the socket whole. Of a larger one each piece that the client takes shows that it is
    /// still there, however slow it is.
    private static let wholeLimit = 512 * 1024

    /// The same body, in pieces if it is larger.
    package static func paced(_ body: ResponseBody) -> ResponseBody {
        guard case .bytes(let bytes) = body, bytes.readableBytes > wholeLimit else { return body }
        return .stream(length: bytes.readableBytes) { write in
            var rest = bytes
            while let piece = rest.readSlice(length: min(64 * 1024, rest.readableBytes)), piece.readableBytes > 0 {
                try await write(piece)
            }
        }
    }

    private func send(_ stream: ResponseStream, of response: Response, to request: Request) async {
        do {
            try await stream.send { piece in try await handler.value.sendPiece(piece) }
            try handler.value.endPieces()
        } catch {
            response.brokeOff(error, answering: request, logger: logger)
            if handler.value.failPieces() {
                handler.value.answer(Response.uncaught(error, logger: logger))
            }
        }
    }
}
