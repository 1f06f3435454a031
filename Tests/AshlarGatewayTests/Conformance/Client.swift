import AshlarHTTP
import HTTPTypes
import NIOCore
import NIOHPACK
import NIOPosix
import NIOSSL
import TestClients

/// Sends requests to a host.
struct Client: Sendable {
    let send: @Sendable (Exchange) async throws -> Answer

    func callAsFunction(
        _ method: HTTPRequest.Method, _ target: String, headers: HTTPFields = [:], body: String? = nil,
        isChunked: Bool = false
    ) async throws -> Answer {
        try await send(
            Exchange(method: method, target: target, headers: headers, body: body, isChunked: isChunked))
    }
}

/// One request as a client means it.
struct Exchange: Sendable {
    var method: HTTPRequest.Method
    var target: String
    var headers: HTTPFields
    var body: String?
    var isChunked: Bool

    /// The bytes of HTTP/1.1.
    private var bytes: ByteBuffer {
        var text = "\(method.rawValue) \(target) HTTP/1.1\r\nHost: example.test\r\nConnection: close\r\n"
        for field in headers { text += "\(field.name.rawName): \(field.value)\r\n" }
        if let body {
            text += isChunked ? "Transfer-Encoding: chunked\r\n\r\n" : "Content-Length: \(body.utf8.count)\r\n\r\n"
            text += isChunked ? "\(String(body.utf8.count, radix: 16))\r\n\(body)\r\n0\r\n\r\n" : body
        } else {
            text += "\r\n"
        }
        return ByteBuffer(string: text)
    }

    /// Sends it as a stream of HTTP/2.
    func send(by client: HTTP2Client) async throws -> Answer {
        var fields: [(String, String)] = [
            (":method", method.rawValue), (":scheme", "https"), (":authority", "example.test"), (":path", target),
        ]
        for field in headers { fields.append((field.name.canonicalName, field.value)) }
        if let body, !isChunked { fields.append(("content-length", "\(body.utf8.count)")) }
        let answer = try await client.send(HPACKHeaders(fields), body: body.map { [ByteBuffer(string: $0)] })
        var received = HTTPFields()
        for (name, value, _) in answer.headers {
            guard let name = HTTPField.Name(name) else { continue }
            received.append(HTTPField(name: name, value: value))
        }
        return Answer(status: answer.status ?? 0, headers: received, body: answer.text)
    }

    /// Sends it over a connection of its own.
    func send(to address: SocketAddress, tls: NIOSSLContext? = nil) async throws -> Answer {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(to: address) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        try channel.pipeline.syncOperations.addHandler(
                            NIOSSLClientHandler(context: tls, serverHostname: nil))
                    }
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let received = try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(bytes)
            var received = ByteBuffer()
            for try await piece in inbound { received.writeImmutableBuffer(piece) }
            return received
        }
        return try Answer(parsing: String(buffer: received))
    }
}

/// The host without a socket.
enum Memory {
    static func send(_ exchange: Exchange, to app: some Responder) async throws -> Answer {
        let request = Request(
            method: exchange.method, target: exchange.target, authority: "example.test", headers: exchange.headers,
            body: exchange.body.map { RequestBody(ByteBuffer(string: $0)) } ?? .empty)
        var response: Response
        do {
            response = try await app.respond(to: request)
        } catch {
            let known = (error as? any HTTPErrorConvertible)?.httpError
            response = Response(status: known?.status ?? .internalServerError, text: (known?.message ?? "") + "\n")
            for field in known?.headers ?? [:] { response.headers.append(field) }
        }
        let hasContent = ![204, 304].contains(response.status.code)
        if hasContent, response.headers[.contentLength] == nil, let length = response.body.length {
            response.headers[.contentLength] = String(length)
        }
        var body = ""
        if hasContent, exchange.method != .head {
            body = String(buffer: try await response.body.collect())
        } else {
            await response.body.discard()
        }
        return Answer(status: response.status.code, headers: response.headers, body: body)
    }
}
