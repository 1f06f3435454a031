import Glibc

/// A version of the app that serves, or is about to.
struct ServerProcess {
    let child: ChildProcess
    /// Open until it serves.
    private(set) var ready: ReadySocket?

    /// Starts it on a socket that listens already.
    static func start(_ launch: Launch, on socket: ListeningSocket) throws -> ServerProcess {
        let ready = try ReadySocket.open()
        var launch = launch
        launch.inherited = [socket.descriptor]
        launch.environment["LISTEN_FDS"] = "1"
        launch.environment["LISTEN_PID"] = nil
        launch.environment["NOTIFY_SOCKET"] = ready.name
        do {
            return ServerProcess(child: try ChildProcess.start(launch), ready: ready)
        } catch {
            ready.close()
            throw error
        }
    }

    /// Whether it has begun to serve since it was asked last.
    mutating func becameReady() -> Bool {
        guard let ready, ready.isReady() else { return false }
        forget()
        return true
    }

    /// Waits for no word of it any more.
    mutating func forget() {
        ready?.close()
        ready = nil
    }
}
