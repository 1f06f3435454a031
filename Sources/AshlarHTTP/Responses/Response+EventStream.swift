import HTTPTypes
import NIOCore

extension Response {
    /// Server-sent events (HTML Standard, section 9.2): a browser's `EventSource` reads them.
    ///
    /// ```swift
    /// .eventStream { send in
    ///     for await price in prices { try await send(ServerEvent("\(price)", event: "price")) }
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - heartbeat: how long a pause may be before a comment is sent, so that no proxy takes the connection for dead, and
    ///     that a client that has gone is noticed; nil for never.
    ///   - onClose: runs exactly once, whatever becomes of the stream.
    ///   - produce: sends event after event. It is cancelled when the client has gone.
    public static func eventStream(
        heartbeat: Duration? = .seconds(15), onClose: (@Sendable () async -> Void)? = nil,
        _ produce:
            @escaping @Sendable (_ send: @escaping @Sendable (ServerEvent) async throws -> Void) async throws ->
            Void
    ) -> Response {
        let headers: HTTPFields = [
            .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
            // nginx would keep events until its buffer is full.
            HTTPField.Name.accelBuffering: "no",
        ]
        let stream = ResponseStream(onClose: onClose) { write in
            let relay = EventRelay()
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask {
                    do {
                        try await produce { try await relay.send($0.text) }
                        await relay.finish()
                    } catch {
                        await relay.finish(throwing: error)
                    }
                }
                if let heartbeat {
                    tasks.addTask {
                        while true {
                            try await Task.sleep(for: heartbeat)
                            await relay.beat()
                        }
                    }
                }
                defer { tasks.cancelAll() }
                // The head goes out with this: a browser knows at once that it is connected.
                try await write(ByteBuffer(string: ":\n\n"))
                do {
                    while let text = try await relay.next() { try await write(ByteBuffer(string: text)) }
                } catch {
                    await relay.finish(throwing: error)
                    throw error
                }
            }
        }
        return Response(headers: headers, body: .stream(stream))
    }
}

extension HTTPField.Name {
    fileprivate static let accelBuffering = HTTPField.Name("X-Accel-Buffering") ?? .cacheControl
}
