import AshlarHTTP
import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the connections of one event loop share.
///
/// `@unchecked Sendable`: the date is touched on the loop's thread only.
final class LoopContext: @unchecked Sendable {
    let executor: LoopExecutor
    private var second = Int.min
    private var line = ""

    init(loop: any EventLoop) {
        executor = LoopExecutor(loop: loop)
    }

    /// The `Date` field as a line (RFC 9110 section 6.6.1), made once a second.
    var dateLine: String {
        let now = time(nil)
        if now != second {
            second = now
            line = "Date: \(HTTPDate.format(second: now))\r\n"
        }
        return line
    }
}
