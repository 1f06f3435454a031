import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How a worker ended.
enum WorkerEnd: Sendable, Equatable, CustomStringConvertible {
    case exited(Int32)
    case signalled(Int32)

    /// Reads the status that `waitpid` reports; its macros are not visible to Swift.
    init(waitStatus: Int32) {
        let signal = waitStatus & 0x7f
        self = signal == 0 ? .exited((waitStatus >> 8) & 0xff) : .signalled(signal)
    }

    var description: String {
        switch self {
        case .exited(let code): "exit code \(code)"
        case .signalled(let signal): "signal \(signal) (\(String(cString: strsignal(signal))))"
        }
    }
}

/// A process of the same program that answers at the shared sockets.
struct WorkerProcess: Sendable {
    /// What is heard of it.
    enum Event: Sendable {
        /// It serves.
        case ready
        /// It accepts nothing more.
        case stoppedListening
        case ended(WorkerEnd)
    }

    let id: pid_t

    /// Starts one.
    ///
    /// - Parameters:
    ///   - program: the path of the program.
    ///   - environment: of the supervisor.
    ///   - sockets: where it answers.
    ///   - identity: its number and region; the descriptors are those of this process.
    ///   - tell: told from a thread of its own.
    /// - Throws: ``WorkerError`` if it cannot be started.
    static func start(
        _ program: String, environment: [String: String], sockets: [Int32], number: Int, region: Int, record: Int32,
        life: Int32, tell: @escaping @Sendable (pid_t, Event) -> Void
    ) throws -> WorkerProcess {
        var ready: [Int32] = [-1, -1]
        guard pipe(&ready) == 0 else { throw WorkerError.system("make a pipe", errno) }
        let reading = ready[0]
        for end in ready { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ready[1]) }

        // Far from the numbers that the worker gets them under: putting one there must not replace another.
        let given = (sockets + [record, ready[1], life]).map { fcntl($0, F_DUPFD_CLOEXEC, 200) }
        defer { for descriptor in given where descriptor >= 0 { close(descriptor) } }
        guard given.allSatisfy({ $0 >= 0 }) else { throw WorkerError.system("pass a socket on", errno) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (index, descriptor) in given.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, 3 + Int32(index))
        }
        let first = 3 + Int32(sockets.count)
        let identity = WorkerIdentity(number: number, record: first, region: region, ready: first + 1, life: first + 2)
        var environment = environment
        environment["LISTEN_FDS"] = String(sockets.count)
        for name in ["LISTEN_PID", "LISTEN_FDNAMES", "NOTIFY_SOCKET"] { environment[name] = nil }
        environment[WorkerIdentity.variable] = identity.text

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        // Ctrl-C is for the supervisor, which tells the workers.
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))

        var id: pid_t = 0
        // The last is the null that ends it.
        let arguments = [strdup(program), strdup("serve"), nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        let code = posix_spawn(&id, program, &actions, &attributes, arguments, variables)
        guard code == 0 else {
            close(reading)
            throw WorkerError.system("start a worker", code)
        }
        let process = WorkerProcess(id: id)
        Thread.detachNewThread { [id] in
            // A byte says that it serves; the end, that it does no more, or never will.
            var byte: UInt8 = 0
            while true {
                let count = read(reading, &byte, 1)
                if count < 0, errno == EINTR { continue }
                tell(id, count > 0 ? .ready : .stoppedListening)
                if count <= 0 { break }
            }
            close(reading)
            var status: Int32 = 0
            while waitpid(id, &status, 0) < 0, errno == EINTR {}
            tell(id, .ended(WorkerEnd(waitStatus: status)))
        }
        return process
    }

    func send(_ signal: Int32) { _ = kill(id, signal) }
}
