import Glibc

/// A version of the app that serves, or is about to, or does no more.
struct ServerProcess {
    let child: ChildProcess
    private let socket: NoticeSocket
    private var isReady = false
    /// Whether it has said that it accepts nothing more.
    private(set) var hasStoppedListening = false

    /// Starts it on a socket that listens already.
    static func start(_ launch: Launch, on socket: ListeningSocket) throws -> ServerProcess {
        let notices = try NoticeSocket.open()
        var launch = launch
        launch.inherited = [socket.descriptor]
        launch.environment["LISTEN_FDS"] = "1"
        launch.environment["LISTEN_PID"] = nil
        launch.environment["NOTIFY_SOCKET"] = notices.name
        do {
            return ServerProcess(child: try ChildProcess.start(launch), socket: notices)
        } catch {
            notices.close()
            throw error
        }
    }

    private init(child: ChildProcess, socket: NoticeSocket) {
        self.child = child
        self.socket = socket
    }

    /// Readable when it has said something; see ``listen()``.
    var descriptor: Int32 { socket.descriptor }

    /// Hears what it has said since the last time.
    ///
    /// - Returns: whether it serves now, and did not before.
    mutating func listen() -> Bool {
        let notices = socket.notices()
        if notices.contains(.stopping) { hasStoppedListening = true }
        guard !isReady, notices.contains(.ready) else { return false }
        isReady = true
        return true
    }

    /// It has ended: there is nothing more to hear.
    func forget() { socket.close() }
}
