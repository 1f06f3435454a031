import AshlarHTTP
import AshlarServer
import Logging
import NIOCore

/// A request of HTTP/2 and its answer. It runs on the connection's event loop, where the handler may be touched.
struct HTTP2Exchange: Sendable {
    let responder: any Responder
    let logger: Logger
    let handler: NIOLoopBound<HTTP2StreamHandler>

    func run(_ request: Request) async {
        var response: Response
        do {
            response = try await responder.respond(to: request)
        } catch {
            response = Response.uncaught(error, logger: logger)
        }
        response.body = Exchange.paced(response.body)
        guard let stream = handler.value.answer(response) else { return await response.body.discard() }
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
