import AshlarHTTP
import Logging
import NIOCore

/// A request and its answer. It runs on the connection's event loop, where the handler may be touched.
struct Exchange: Sendable {
    let responder: any Responder
    let logger: Logger
    let handler: NIOLoopBound<HTTP1Handler>

    func run(_ request: Request) async {
        let response: Response
        do {
            response = try await responder.respond(to: request)
        } catch {
            response = Response.uncaught(error, logger: logger)
        }
        switch handler.value.answer(response) {
        case .done: return
        case .discard: await response.body.discard()
        case .pieces:
            guard case .stream(let stream) = response.body else { return }
            await send(stream)
        }
    }

    private func send(_ stream: ResponseStream) async {
        do {
            try await stream.send { piece in try await handler.value.sendPiece(piece) }
            try handler.value.endPieces()
        } catch {
            if !(error is CancellationError) {
                logger.error("A streamed body broke off.", metadata: ["error": "\(error)"])
            }
            if handler.value.failPieces() {
                handler.value.answer(Response.uncaught(error, logger: logger))
            }
        }
    }
}
