import AshlarPostgres
import Foundation
import Glibc
import Synchronization
import Testing

/// Stands between a database and its server, and can stop to forward.
final class Proxy: Sendable {
    private struct State {
        var isForwarding = true
        var isStopped = false
        /// What the server said was passed on so many times.
        var answers = 0
        var awaited: [(count: Int, event: Event)] = []
    }

    private struct Pair {
        let client: Int32
        let server: Int32
        /// What the server said before it gave the process number and the key for cancelling; nil when that is past.
        var greeting: [UInt8]?
    }

    private let state = Mutex(State())
    private let folder: String
    private let target: String
    private let replacesProcessNumbers: Bool

    private init(folder: String, target: String, replacesProcessNumbers: Bool) {
        self.folder = folder
        self.target = target
        self.replacesProcessNumbers = replacesProcessNumbers
    }

    /// Runs a test with a proxy before the server that the tests run on.
    static func with(replacingProcessNumbers: Bool = false, _ body: (Proxy) async throws -> Void) async throws {
        let name = "ashlar-\(UUID().uuidString.prefix(13).lowercased())"
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var target = ""
        try await withDatabase { db in
            let settings = try await db.query(
                "select split_part(current_setting('unix_socket_directories'), ',', 1), current_setting('port')")[0]
            target = try "\(settings.decode(0, as: String.self))/.s.PGSQL.\(settings.decode(1, as: String.self))"
        }
        let proxy = Proxy(folder: folder, target: target, replacesProcessNumbers: replacingProcessNumbers)
        let listener = try #require(socket(at: folder + "/.s.PGSQL.5432", bind))
        listen(listener, 64)
        Thread.detachNewThread { proxy.run(listener) }
        defer { proxy.state.withLock { $0.isStopped = true } }
        try await body(proxy)
    }

    /// The test server's URL by way of the proxy.
    func url() throws -> String {
        let url = try TestServer.url()
        return url + (url.contains("?") ? "&" : "?") + "host=\(folder)&port=5432"
    }

    /// Whether what comes is passed on. What was held back is passed on later.
    var isForwarding: Bool {
        get { state.withLock { $0.isForwarding } }
        set { state.withLock { $0.isForwarding = newValue } }
    }

    /// Waits until so many more answers of the server have been passed on.
    func answers(_ count: Int) async {
        let event = Event()
        state.withLock { $0.awaited.append(($0.answers + count, event)) }
        await event.wait()
    }

    private func noteAnswer() {
        let reached = state.withLock { state in
            state.answers += 1
            let reached = state.awaited.filter { $0.count <= state.answers }
            state.awaited.removeAll { $0.count <= state.answers }
            return reached
        }
        for waiting in reached { waiting.event.set() }
    }

    private func run(_ listener: Int32) {
        var pairs: [Pair] = []
        defer { for descriptor in pairs.flatMap({ [$0.client, $0.server] }) + [listener] { close(descriptor) } }
        while true {
            let (isForwarding, isStopped) = state.withLock { ($0.isForwarding, $0.isStopped) }
            if isStopped { return }
            // Without events only a closed socket is reported.
            let events = Int16(isForwarding ? POLLIN : 0)
            var polled = [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
            for pair in pairs {
                polled.append(pollfd(fd: pair.client, events: events, revents: 0))
                polled.append(pollfd(fd: pair.server, events: events, revents: 0))
            }
            poll(&polled, nfds_t(polled.count), 10)
            var kept: [Pair] = []
            for (index, var pair) in pairs.enumerated() {
                let isOpen = [(1, pair.client), (2, pair.server)].allSatisfy { offset, descriptor in
                    let happened = polled[2 * index + offset].revents
                    guard happened != 0 else { return true }
                    guard isForwarding else { return happened & Int16(POLLHUP) == 0 }
                    return forward(from: descriptor, &pair)
                }
                if isOpen {
                    kept.append(pair)
                } else {
                    for descriptor in [pair.client, pair.server] { close(descriptor) }
                }
            }
            pairs = kept
            if polled[0].revents != 0 {
                let client = accept(listener, nil, nil)
                if let server = Self.socket(at: target, connect) {
                    pairs.append(Pair(client: client, server: server, greeting: replacesProcessNumbers ? [] : nil))
                } else {
                    close(client)
                }
            }
        }
    }

    /// - Returns: false when one of the two is gone.
    private func forward(from source: Int32, _ pair: inout Pair) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(source, &bytes, bytes.count)
        guard count > 0 else { return false }
        bytes.removeLast(bytes.count - count)
        if source == pair.server, let greeting = pair.greeting {
            bytes = greeting + bytes
            guard let place = Self.processNumber(in: bytes) else {
                pair.greeting = bytes
                return true
            }
            bytes[place] ^= 0x40
            pair.greeting = nil
        }
        let sink = source == pair.client ? pair.server : pair.client
        var sent = 0
        while sent < bytes.count {
            let written = bytes.withUnsafeBytes {
                send(sink, $0.baseAddress?.advanced(by: sent), $0.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard written > 0 else { return false }
            sent += written
        }
        if source == pair.server { noteAnswer() }
        return true
    }

    /// Where the process number is among the server's first messages.
    private static func processNumber(in bytes: [UInt8]) -> Int? {
        var place = 0
        while place + 9 <= bytes.count {
            if bytes[place] == UInt8(ascii: "K") { return place + 5 }
            place += 1 + bytes[(place + 1)..<(place + 5)].reduce(0) { $0 << 8 | Int($1) }
        }
        return nil
    }

    private static func socket(
        at path: String, _ call: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32
    ) -> Int32? {
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                call(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard code == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }
}
