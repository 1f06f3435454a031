import Glibc

/// How a process ended.
enum ProcessEnd: Sendable, Equatable, CustomStringConvertible {
    /// It ended by itself with a code.
    case exited(Int32)
    /// A signal ended it.
    case signalled(Int32)

    /// Reads the status that `waitpid` reports; its macros are not visible to Swift.
    init(waitStatus: Int32) {
        let signal = waitStatus & 0x7f
        self = signal == 0 ? .exited((waitStatus >> 8) & 0xff) : .signalled(signal)
    }

    /// Whether the process ended well.
    var isSuccess: Bool { self == .exited(0) }

    /// The code a shell would report.
    var code: Int32 {
        switch self {
        case .exited(let code): code
        case .signalled(let signal): 128 + signal
        }
    }

    var description: String {
        switch self {
        case .exited(let code): "exit code \(code)"
        case .signalled(let signal): "signal \(signal) (\(String(cString: strsignal(signal))))"
        }
    }
}
