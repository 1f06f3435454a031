import AshlarHTTP
import AshlarServer
import Foundation
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore

/// One stream of HTTP/2: a request and its response, between Hummingbird's types and ours.
struct HTTP2Exchange: Sendable {
    let responder: any Responder
    let logger: Logger

    func run(
        _ received: HummingbirdCore.Request, _ writer: consuming ResponseWriter, _ channel: any Channel
    ) async throws {
        var response: AshlarHTTP.Response
        do {
            response = try await responder.respond(to: request(received, channel))
        } catch {
            response = Response.uncaught(error, logger: logger)
        }
        // RFC 9113 section 8.2.2: HTTP/2 has no such fields.
        for name: HTTPField.Name in [.connection, .transferEncoding, .upgrade] { response.headers[name] = nil }
        var head = HTTPResponse(status: response.status, headerFields: response.headers)
        if response.status.mayHaveContent, let length = response.body.length, length > 0 || received.method != .head {
            head.headerFields[.contentLength] = String(length)
        }
        if head.headerFields[.date] == nil { head.headerFields[.date] = HTTPDate.format(.now) }
        guard received.method != .head, response.status.mayHaveContent else {
            try await writer.writeResponse(head)
            return await response.body.discard()
        }
        let body = response.body
        let streamed: HummingbirdCore.ResponseBody
        switch body {
        case .empty: streamed = .init()
        case .bytes(let bytes): streamed = .init(byteBuffer: bytes)
        case .stream(let stream):
            streamed = .init(contentLength: stream.length) { writer in
                let pieces = writer
                try await stream.send { piece in
                    var pieces = pieces
                    try await pieces.write(piece)
                }
                try await writer.finish(nil)
            }
        }
        do {
            try await writer.write(response: head, body: streamed)
        } catch {
            await body.discard()
            throw error
        }
    }

    private func request(_ received: HummingbirdCore.Request, _ channel: any Channel) -> AshlarHTTP.Request {
        let head = received.head
        let mayHaveBody = !(head.method == .get || head.method == .head) || head.headerFields[.contentLength] != nil
        return AshlarHTTP.Request(
            method: head.method, target: head.path ?? "/", scheme: "https", authority: head.authority,
            headers: head.headerFields,
            body: mayHaveBody ? AshlarHTTP.RequestBody(stream: HTTP2Body(body: received.body)) : .empty,
            remoteAddress: channel.remoteAddress ?? channel.parent?.remoteAddress, version: .http2)
    }
}

/// The body of a stream's request.
struct HTTP2Body: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let body: HummingbirdCore.RequestBody

    func makeAsyncIterator() -> Iterator { Iterator(iterator: body.makeAsyncIterator()) }

    struct Iterator: AsyncIteratorProtocol {
        var iterator: HummingbirdCore.RequestBody.AsyncIterator

        mutating func next() async throws -> ByteBuffer? { try await iterator.next() }
    }
}
