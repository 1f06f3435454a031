import AshlarHTTP
import Foundation
import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import AshlarServer

/// Our parser beside the one of SwiftNIO (llhttp): whatever ours lets through, the other reads in the same way. So nothing
/// in front of or behind the server that reads as llhttp does can be made to see other requests.
@Suite struct ParserAgreementTests {
    private struct Seen: Equatable {
        var method: String
        var fields: [String]
        var body: [UInt8]
    }

    private static let seeds = [
        "GET /a?b=1 HTTP/1.1\r\nHost: x\r\nAccept: */*\r\n\r\n",
        "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhelloGET / HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n3;x=y\r\nabc\r\n0\r\n\r\n",
        "POST /b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX: y\r\n\r\n",
        "PUT / HTTP/1.1\r\nHost: x:80\r\nConnection: close, x\r\nContent-Length: 0\r\n\r\n",
    ]
    private static let known: Set = ["GET", "POST", "PUT"]
    private static let pieces = [
        "\r", "\n", "\r\n", "\0", " ", ":", ",", "0", "1", "5", "f", "x", ";", "chunked", "Content-Length: 3\r\n",
        "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: x\r\n", "\r\n ", "-", "+", "\u{B}", "_",
    ]

    @Test(arguments: 0..<20) func `what ours accepts the other reads in the same way`(seed: Int) throws {
        var random = Random(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
        var accepted = 0
        for _ in 0..<1_000 {
            var bytes = Array(try #require(Self.seeds.randomElement(using: &random)).utf8)
            for _ in 0..<Int.random(in: 0...2, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes.remove(at: index)
                case 1:
                    bytes.insert(contentsOf: Array((Self.pieces.randomElement(using: &random) ?? "").utf8), at: index)
                default: bytes[index] = UInt8.random(in: 0...255, using: &random)
                }
            }
            let ours = Self.ours(bytes)
            // Two things that RFC 9112 allows and it does not: a tab behind a length, and HTTP/1.3.
            if bytes.contains(9) || String(decoding: bytes, as: UTF8.self).contains(/HTTP\/1\.[2-9]/) { continue }
            let theirs = Self.theirs(bytes)
            accepted += ours.count
            let text = String(decoding: bytes, as: UTF8.self).debugDescription
            for (our, their) in zip(ours, theirs) { #expect(our == their, "\(text)") }
            // It refuses methods that it does not know; apart from that it is the more lenient one.
            if let more = ours.dropFirst(theirs.count).first { #expect(!Self.known.contains(more.method), "\(text)") }
        }
        #expect(accepted > 100)
    }

    /// The whole requests that our state machine passes on.
    private static func ours(_ bytes: [UInt8]) -> [Seen] {
        var state = ConnectionState(limits: HeadLimits(targetBytes: 8192, headerBytes: 65536, fields: 128))
        state.receive(ByteBuffer(bytes: bytes))
        var seen: [Seen] = []
        var current: Seen?
        while let action = state.next() {
            switch action {
            case .begin(let head, let arrival):
                let fields = head.headers.map { "\($0.name.canonicalName): \($0.value)" }
                current = Seen(method: head.method.rawValue, fields: fields, body: [])
                if case .whole(let body) = arrival { current?.body = Array(body.readableBytesView) }
                guard case .whole = arrival else { continue }
            case .piece(let piece):
                current?.body += Array(piece.readableBytesView)
                continue
            case .bodyEnd: break
            case .bodyFailure, .refuse, .close: return seen
            }
            if let current { seen.append(current) }
            guard state.goesOn(answerAllows: true), state.answered() else { return seen }
        }
        return seen
    }

    private static func theirs(_ bytes: [UInt8]) -> [Seen] {
        let channel = EmbeddedChannel(
            handler: ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)))
        _ = try? channel.writeInbound(ByteBuffer(bytes: bytes))
        var seen: [Seen] = []
        var current: Seen?
        while let part = try? channel.readInbound(as: HTTPServerRequestPart.self) {
            switch part {
            case .head(let head):
                // It leaves the white space at the end of a value.
                let fields = head.headers.map {
                    "\($0.name.lowercased()): " + $0.value.trimmingCharacters(in: CharacterSet(charactersIn: " \t"))
                }
                current = Seen(method: head.method.rawValue, fields: fields, body: [])
            case .body(let piece): current?.body += Array(piece.readableBytesView)
            case .end: if let current { seen.append(current) }
            }
        }
        _ = try? channel.finish(acceptAlreadyClosed: true)
        return seen
    }

    /// xorshift64*: the same numbers at each run.
    private struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state ^= state >> 12
            state ^= state << 25
            state ^= state >> 27
            return state &* 0x2545_F491_4F6C_DD1D
        }
    }
}
