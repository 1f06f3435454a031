import AshlarHTTP
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore

/// One request and its response, between Hummingbird's types and ours.
struct Exchange: Sendable {
    let responder: any Responder
    let logger: Logger
    private let date = DateHeader()

    init(responder: any Responder, logger: Logger) {
        self.responder = responder
        self.logger = logger
    }

    func run(
        _ received: HummingbirdCore.Request, _ writer: consuming ResponseWriter, _ channel: any Channel
    ) async throws {
        let watch = Self.hasBody(received.head) ? WatchedBody.Watch() : nil
        let response: AshlarHTTP.Response
        do {
            response = try await responder.respond(to: request(received, watch, channel))
        } catch {
            logger.error("A responder threw instead of answering.", metadata: ["error": "\(error)"])
            response = Response(status: .internalServerError, text: "Internal Server Error")
        }
        // The body was malformed: Hummingbird answers 400 and closes.
        if let failure = watch?.failure { throw failure }
        let head = head(of: response, for: received)
        if received.method == .head || !response.status.mayHaveContent {
            try await writer.writeResponse(head)
        } else {
            try await writer.write(response: head, body: body(of: response))
        }
    }

    private func request(
        _ received: HummingbirdCore.Request, _ watch: WatchedBody.Watch?, _ channel: any Channel
    ) -> AshlarHTTP.Request {
        let head = received.head
        let body = watch.map { AshlarHTTP.RequestBody(stream: WatchedBody(body: received.body, watch: $0)) }
        return AshlarHTTP.Request(
            method: head.method, target: head.path ?? "/", scheme: head.scheme ?? "http", authority: head.authority,
            headers: head.headerFields, body: body ?? .empty, remoteAddress: channel.remoteAddress)
    }

    /// RFC 9112 section 6.3: a request without either field has no body.
    private static func hasBody(_ head: HTTPRequest) -> Bool {
        head.headerFields[.contentLength] != nil || head.headerFields[.transferEncoding] != nil
    }

    private func head(of response: AshlarHTTP.Response, for received: HummingbirdCore.Request) -> HTTPResponse {
        var head = HTTPResponse(status: response.status, headerFields: response.headers)
        head.headerFields[.date] = date.value
        // RFC 9110 section 8.6: no Content-Length in 1xx and 204.
        if response.status.mayHaveContent, head.headerFields[.contentLength] == nil, let length = response.body.length {
            head.headerFields[.contentLength] = String(length)
        }
        return head
    }

    private func body(of response: AshlarHTTP.Response) -> HummingbirdCore.ResponseBody {
        switch response.body {
        case .empty: HummingbirdCore.ResponseBody()
        case .bytes(let bytes): HummingbirdCore.ResponseBody(byteBuffer: bytes)
        case .stream(let length, let produce):
            HummingbirdCore.ResponseBody(contentLength: length) { writer in
                let pieces = writer
                try await produce { piece in
                    var pieces = pieces
                    try await pieces.write(piece)
                }
                try await writer.finish(nil)
            }
        }
    }
}

extension HTTPResponse.Status {
    /// RFC 9110 section 6.4.1: 1xx, 204 and 304 never have content.
    fileprivate var mayHaveContent: Bool {
        kind != .informational && self != .noContent && self != .notModified
    }
}
