import Foundation
import Glibc
import Synchronization

/// A process that craft started. It is ended and waited for by the one who holds it.
struct ChildProcess: Sendable {
    /// Its process number.
    let id: pid_t
    /// The reading end of its output, if that is captured; it does not block.
    let output: Int32?
    private let leadsGroup: Bool

    /// One start at a time: a pipe is inherited by every child until it is marked, and a child that keeps one by accident
    /// keeps its reader waiting.
    private static let starting = Mutex(())

    /// Starts a program.
    ///
    /// - Throws: ``CraftError`` if it cannot be started.
    static func start(_ launch: Launch) throws -> ChildProcess {
        try starting.withLock { _ in try spawn(launch) }
    }

    private static func spawn(_ launch: Launch) throws -> ChildProcess {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var ends: [Int32] = [-1, -1]
        for (index, descriptor) in launch.inherited.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, 3 + Int32(index))
        }
        if !launch.readsInput { posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0) }
        switch launch.output {
        case .inherited: break
        case .discarded:
            posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
            posix_spawn_file_actions_adddup2(&actions, 1, 2)
        case .captured:
            guard pipe(&ends) == 0 else { throw CraftError.system("Cannot make a pipe", code: errno) }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
            posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
        }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A child starts with no signal blocked or ignored, whatever craft does with its own.
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        var flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        if launch.leadsGroup { flags |= POSIX_SPAWN_SETPGROUP }
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var id: pid_t = 0
        let command = launch.commandInDirectory
        let code = withCStrings(command) { arguments in
            withCStrings(launch.environment.map { "\($0.key)=\($0.value)" }) { environment in
                posix_spawn(&id, command[0], &actions, &attributes, arguments, environment)
            }
        }
        if launch.output == .captured { close(ends[1]) }
        guard code == 0 else {
            if launch.output == .captured { close(ends[0]) }
            throw CraftError.system("Cannot start \(launch.executable)", code: code)
        }
        guard launch.output == .captured else {
            return ChildProcess(id: id, output: nil, leadsGroup: launch.leadsGroup)
        }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        return ChildProcess(id: id, output: ends[0], leadsGroup: launch.leadsGroup)
    }

    /// Runs a program to its end.
    ///
    /// - Returns: how it ended and, if its output is captured, what it said.
    /// - Throws: ``CraftError`` if it cannot be started.
    static func run(_ launch: Launch) throws -> (status: ProcessEnd, output: String) {
        let child = try start(launch)
        var bytes: [UInt8] = []
        if let output = child.output {
            _ = fcntl(output, F_SETFL, 0)
            bytes = SystemCall.drain(output).bytes
            close(output)
        }
        return (child.wait(), String(decoding: bytes, as: UTF8.self))
    }

    /// Runs a program to its end, unless that takes too long.
    ///
    /// - Parameters:
    ///   - launch: the program; its output is captured.
    ///   - limit: how long it may take.
    /// - Returns: what it said; nil if it failed, or was ended because its time was over.
    /// - Throws: ``CraftError`` if it cannot be started.
    static func output(of launch: Launch, within limit: Duration) throws -> String? {
        var launch = launch
        launch.output = .captured
        launch.leadsGroup = true
        let child = try start(launch)
        guard let output = child.output else { return nil }
        defer { close(output) }
        let end = ContinuousClock.now + limit
        var bytes: [UInt8] = []
        while true {
            let left = ContinuousClock.now.duration(to: end) / .milliseconds(1)
            var descriptor = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            guard left > 0, SystemCall.retrying({ Int(poll(&descriptor, 1, Int32(min(left, 60_000)) + 1)) }) > 0 else {
                child.send(SIGKILL)
                _ = child.wait()
                return nil
            }
            let (more, isEnded) = SystemCall.drain(output)
            bytes += more
            if isEnded { break }
        }
        return child.wait().isSuccess ? String(decoding: bytes, as: UTF8.self) : nil
    }

    /// Becomes a program: craft itself ends, the program keeps its process number, terminal and exit code.
    ///
    /// - Throws: ``CraftError`` if it cannot be started.
    static func become(_ launch: Launch) throws -> Never {
        if let directory = launch.directory, chdir(directory) != 0 {
            throw CraftError.system("Cannot enter \(directory)", code: errno)
        }
        // What craft ignores, the program would ignore too.
        signal(SIGPIPE, SIG_DFL)
        let code = withCStrings(launch.words) { arguments in
            withCStrings(launch.environment.map { "\($0.key)=\($0.value)" }) { environment in
                execve(launch.executable, arguments, environment)
                return errno
            }
        }
        throw CraftError.system("Cannot start \(launch.executable)", code: code)
    }

    /// Waits for the end.
    func wait() -> ProcessEnd {
        var status: Int32 = 0
        _ = SystemCall.retrying { Int(waitpid(id, &status, 0)) }
        return ProcessEnd(waitStatus: status)
    }

    /// How it ended, if it has.
    func ended() -> ProcessEnd? {
        var status: Int32 = 0
        return waitpid(id, &status, WNOHANG) == id ? ProcessEnd(waitStatus: status) : nil
    }

    /// Sends a signal to it, and to what it started itself if it leads a group.
    func send(_ signal: Int32) { _ = kill(leadsGroup ? -id : id, signal) }
}

/// Calls with a null-terminated array of C strings.
private func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    let pointers = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: strings.count + 1)
    for (index, string) in strings.enumerated() { (pointers + index).initialize(to: strdup(string)) }
    (pointers + strings.count).initialize(to: nil)
    defer {
        for index in strings.indices { free(pointers[index]) }
        pointers.deallocate()
    }
    return body(pointers)
}
