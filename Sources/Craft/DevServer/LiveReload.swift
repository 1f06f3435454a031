import Glibc

/// Tells the pages that are open in browsers when to load anew, and why the app does not build: server-sent events on a port of
/// craft's own, which goes on while versions of the app come and go.
final class LiveReload {
    /// The port that pages ask.
    let port: UInt16
    private let socket: ListeningSocket
    private let appPort: UInt16
    /// What has arrived from those whose request is not whole yet.
    private var asking: [Int32: [UInt8]] = [:]
    private var listening: Set<Int32> = []
    /// What a page that is loaded now has to know.
    private var problem: String?

    private static let headLimit = 16_384

    /// Listens at a port that the system chooses.
    ///
    /// - Parameters:
    ///   - host: the app's address.
    ///   - appPort: the app's port: pages of others are told nothing.
    init(host: String, appPort: UInt16) throws {
        socket = try ListeningSocket.open(host: host, port: 0)
        port = socket.port
        self.appPort = appPort
        _ = fcntl(socket.descriptor, F_SETFL, O_NONBLOCK)
    }

    /// What is to be waited for.
    var descriptors: [Int32] { [socket.descriptor] + asking.keys + listening }

    /// Has all pages load anew: what was wrong is mended.
    func reload() {
        problem = nil
        send(Self.event("reload", ""))
    }

    /// Shows all pages what is wrong.
    func broken(_ text: String) {
        problem = text
        send(Self.event("broken", text))
    }

    func close() {
        for descriptor in listening.union(asking.keys) { Glibc.close(descriptor) }
        listening = []
        asking = [:]
        socket.close()
    }

    /// Does what there is to do without waiting.
    func advance() {
        while case let client = accept(socket.descriptor, nil, nil), client >= 0 {
            _ = fcntl(client, F_SETFD, FD_CLOEXEC)
            _ = fcntl(client, F_SETFL, O_NONBLOCK)
            asking[client] = []
        }
        for client in listening {
            // Browsers say nothing more: what can be read is the end.
            if SystemCall.drain(client).isEnded { drop(client) }
        }
        for (client, earlier) in asking {
            let (bytes, isEnded) = SystemCall.drain(client)
            let head = earlier + bytes
            if isEnded || head.count > Self.headLimit {
                drop(client)
            } else if head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
                answer(client, String(decoding: head, as: UTF8.self))
            } else {
                asking[client] = head
            }
        }
    }

    private func answer(_ client: Int32, _ head: String) {
        asking[client] = nil
        let request = LiveReloadRequest(head)
        guard let origin = request.origin, request.isFrom(port: appPort) else {
            write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", to: client)
            return drop(client)
        }
        listening.insert(client)
        let fields = [
            "HTTP/1.1 200 OK", "Content-Type: text/event-stream", "Cache-Control: no-store",
            "Access-Control-Allow-Origin: \(origin)", "Connection: close",
        ]
        write(fields.joined(separator: "\r\n") + "\r\n\r\nretry: 500\n\n", to: client)
        if let problem { write(Self.event("broken", problem), to: client) }
    }

    private static func event(_ name: String, _ data: String) -> String {
        let lines = data.split(separator: "\n", omittingEmptySubsequences: false)
        return "event: \(name)\n" + lines.map { "data: \($0)\n" }.joined() + "\n"
    }

    private func send(_ text: String) {
        for client in listening { write(text, to: client) }
    }

    private func write(_ text: String, to client: Int32) {
        let count = SystemCall.retrying { Glibc.send(client, text, text.utf8.count, Int32(MSG_NOSIGNAL)) }
        // A page that does not read is not worth waiting for: it asks again.
        if count != text.utf8.count { drop(client) }
    }

    private func drop(_ client: Int32) {
        guard asking.removeValue(forKey: client) != nil || listening.remove(client) != nil else { return }
        Glibc.close(client)
    }
}
