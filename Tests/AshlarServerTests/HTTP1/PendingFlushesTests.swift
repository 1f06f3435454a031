import AshlarHTTP
import Logging
import NIOCore
import NIOEmbedded
import Testing

@testable import AshlarServer

/// What is sent when, on an event loop whose turns are the test's.
@Suite struct PendingFlushesTests {
    private let loop = EmbeddedEventLoop()
    private let settings = HTTP1Settings(
        responder: ClosureResponder { _ in Response(text: "ok") }, logger: Logger(label: "test"), scheme: "http",
        limits: HeadLimits(targetBytes: 100, headerBytes: 1_000, fields: 10), timeouts: .init(),
        shutdown: ShutdownNotice())

    private func channels(_ count: Int) -> [EmbeddedChannel] {
        let context = LoopContext(loop: loop)
        return (0..<count).map { _ in
            EmbeddedChannel(handler: HTTP1Handler(settings: settings, loop: context), loop: loop)
        }
    }

    private func ask(_ channel: EmbeddedChannel) throws {
        try channel.writeInbound(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
    }

    private func isAnswered(_ channel: EmbeddedChannel) throws -> Bool {
        guard let bytes = try channel.readOutbound(as: ByteBuffer.self) else { return false }
        #expect(String(buffer: bytes).hasSuffix("\r\n\r\nok"))
        return true
    }

    @Test func `answers of one turn are sent at its end, or when sixteen wait`() throws {
        let channels = channels(20)
        for channel in channels.prefix(15) { try ask(channel) }
        #expect(try !channels.contains(where: isAnswered))
        for channel in channels.suffix(5) { try ask(channel) }
        #expect(try channels.filter(isAnswered).count == 16)
        loop.run()
        #expect(try channels.filter(isAnswered).count == 4)
        // The next turn is like the first.
        for channel in channels { try ask(channel) }
        loop.run()
        #expect(try channels.filter(isAnswered).count == 20)
    }

    @Test func `a client that says no more in the same turn gets its answer`() throws {
        let channel = try #require(channels(1).first)
        try ask(channel)
        channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(try isAnswered(channel))
        loop.run()
    }

    @Test func `an idle connection that is to end sends its answer first`() throws {
        let channel = try #require(channels(1).first)
        try ask(channel)
        channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        #expect(try isAnswered(channel))
        loop.run()
    }
}
