package import NIOCore
package import NIOHPACK
package import NIOHTTP2
import NIOPosix
import NIOSSL

/// A client of HTTP/2 over TLS that sends whatever it is told to, also what no client should.
package struct HTTP2Client: Sendable {
    private typealias Stream = NIOAsyncChannel<HTTP2Frame.FramePayload, HTTP2Frame.FramePayload>

    /// What came of a request.
    package struct Answer: Sendable {
        /// The last status; nil if there was no answer.
        package var status: Int?
        /// Statuses before it: 100.
        package var informational: [Int] = []
        package var headers = HPACKHeaders()
        package var body = ByteBuffer()
        /// What the server has reset the stream with, if it has.
        package var reset: HTTP2ErrorCode?

        /// The body as text.
        package var text: String { String(buffer: body) }
    }

    private let connection: any Channel
    private let multiplexer: NIOHTTP2Handler.AsyncStreamMultiplexer<any Channel>

    /// Connects to a port of this machine, runs the body, and closes.
    package static func with<Result: Sendable>(
        _ port: Int, _ body: (HTTP2Client) async throws -> Result
    ) async throws -> Result {
        let context = try ClientTLS.context(for: ["h2"])
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        let (channel, multiplexer) = try await bootstrap.connect(host: "127.0.0.1", port: port) { channel in
            channel.eventLoop.makeCompletedFuture {
                let pipeline = channel.pipeline.syncOperations
                try pipeline.addHandler(try NIOSSLClientHandler(context: context, serverHostname: nil))
                var configuration = NIOHTTP2Handler.Configuration()
                configuration.connection.headerBlockValidation = .disabled
                configuration.connection.contentLengthValidation = .disabled
                let multiplexer = try pipeline.configureAsyncHTTP2Pipeline(mode: .client, configuration: configuration)
                {
                    $0.eventLoop.makeSucceededFuture($0)
                }
                return (channel, multiplexer)
            }
        }
        let client = HTTP2Client(connection: channel, multiplexer: multiplexer)
        do {
            let result = try await body(client)
            try? await channel.close()
            return result
        } catch {
            try? await channel.close()
            throw error
        }
    }

    /// Ends once the server has closed the connection.
    package func closed() async throws { try await connection.closeFuture.get() }

    /// Sends a request and reads its answer to the end.
    ///
    /// - Parameters:
    ///   - headers: pseudo-header fields and others, as they are.
    ///   - body: its pieces; nil for none. They are sent before the answer is read.
    ///   - isEnded: whether the client says that the body is over.
    package func send(
        _ headers: HPACKHeaders, body: [ByteBuffer]? = nil, isEnded: Bool = true
    ) async throws -> Answer {
        let stream = try await multiplexer.openStream { channel in
            channel.eventLoop.makeCompletedFuture { try Stream(wrappingChannelSynchronously: channel) }
        }
        return try await stream.executeThenClose { inbound, outbound in
            try await outbound.write(.headers(.init(headers: headers, endStream: body == nil && isEnded)))
            var answer = Answer()
            do {
                for (index, piece) in (body ?? []).enumerated() {
                    let isLast = isEnded && index + 1 == body?.count
                    try await outbound.write(.data(.init(data: .byteBuffer(piece), endStream: isLast)))
                }
            } catch {
                // A server that wants no more resets the stream; its answer came before that.
            }
            do {
                read: for try await payload in inbound {
                    switch payload {
                    case .headers(let frame):
                        let status = frame.headers.first(name: ":status").flatMap { Int($0) }
                        if let status, status < 200 { answer.informational.append(status); continue }
                        answer.status = status ?? answer.status
                        answer.headers.add(contentsOf: frame.headers)
                        if frame.endStream, isEnded { break read }
                    case .data(let frame):
                        if case .byteBuffer(var bytes) = frame.data { answer.body.writeBuffer(&bytes) }
                        if frame.endStream, isEnded { break read }
                    case .rstStream(let code): answer.reset = code
                    default: break
                    }
                }
            } catch let error as NIOHTTP2Errors.StreamClosed {
                answer.reset = error.errorCode
            }
            return answer
        }
    }
}
