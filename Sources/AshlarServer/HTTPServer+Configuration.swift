import NIOCore

extension HTTPServer {
    /// Where a server listens.
    public enum Address: Sendable, Equatable {
        /// A host name or IP address, and a port; 0 lets the system choose one.
        case tcp(host: String, port: Int)
        /// A Unix domain socket. A file of that name that is left from an earlier run is replaced.
        case unixSocket(path: String)
        /// A socket that listens already, handed over by whoever started the process: systemd's socket activation, or craft.
        case inherited(descriptor: Int32)
    }

    /// How long a server waits for what.
    public struct Timeouts: Sendable {
        /// For the next request on a connection that is kept open.
        public var idle: Duration
        /// For a request's line and header fields, from their first byte on; for the first byte of a new connection too.
        public var head: Duration
        /// For a request's body. A client earns more by sending: see ``minimumBodyRate``.
        public var body: Duration
        /// The least rate at which a body has to arrive once ``body`` has passed, in bytes a second.
        public var minimumBodyRate: Int
        /// For a client that does not take what is sent to it.
        public var send: Duration
        /// For the first request of a connection that was just made when the server stops: it may have left the client already,
        /// and would meet a closed socket.
        package var fresh: Duration = .seconds(1)
        /// For requests in flight when the server is told to stop: after it their connections are closed.
        public var grace: Duration

        /// Makes timeouts.
        public init(
            idle: Duration = .seconds(60), head: Duration = .seconds(20), body: Duration = .seconds(20),
            minimumBodyRate: Int = 240, send: Duration = .seconds(60), grace: Duration = .seconds(10)
        ) {
            self.idle = idle
            self.head = head
            self.body = body
            self.minimumBodyRate = minimumBodyRate
            self.send = send
            self.grace = grace
        }
    }

    /// How a server listens and what it puts up with.
    ///
    /// ```swift
    /// var configuration = HTTPServer.Configuration(addresses: [
    ///     .tcp(host: "0.0.0.0", port: 8000), .unixSocket(path: "/run/blog.sock"),
    /// ])
    /// configuration.timeouts.idle = .seconds(15)
    /// configuration.maximumConnections = 10_000
    /// ```
    public struct Configuration: Sendable {
        /// Where it listens: at one address or more.
        public var addresses: [Address]
        /// Connections that wait to be accepted.
        public var backlog: Int
        /// How long it waits for its clients.
        public var timeouts: Timeouts
        /// The largest request line and header section that is read, in bytes: beyond it the answer is 431.
        public var maximumHeaderBytes: Int
        /// The most header fields that are read: beyond it the answer is 431.
        public var maximumHeaderFields: Int
        /// The longest target that is read, in bytes: beyond it the answer is 414.
        public var maximumTargetBytes: Int
        /// Connections that are open at the same time, for each address; further ones wait to be accepted. Nil is no limit.
        public var maximumConnections: Int?
        /// Called for each address once nothing more is accepted there, after which another process has it to itself. What was
        /// accepted before is still answered.
        public var onStopListening: @Sendable () -> Void = {}

        /// Makes a configuration.
        public init(
            addresses: [Address], backlog: Int = 1024, timeouts: Timeouts = Timeouts(),
            maximumHeaderBytes: Int = 64 * 1024, maximumHeaderFields: Int = 128, maximumTargetBytes: Int = 8 * 1024,
            maximumConnections: Int? = nil
        ) {
            self.addresses = addresses
            self.backlog = backlog
            self.timeouts = timeouts
            self.maximumHeaderBytes = maximumHeaderBytes
            self.maximumHeaderFields = maximumHeaderFields
            self.maximumTargetBytes = maximumTargetBytes
            self.maximumConnections = maximumConnections
        }

        /// Makes a configuration for one address.
        public init(address: Address, backlog: Int = 1024, timeouts: Timeouts = Timeouts()) {
            self.init(addresses: [address], backlog: backlog, timeouts: timeouts)
        }
    }
}

extension HTTPServer.Timeouts {
    /// How often a connection is looked at.
    var shortest: TimeAmount {
        max(.milliseconds(10), [idle, head, body, send].map(\.amount).min() ?? .seconds(1))
    }
}
