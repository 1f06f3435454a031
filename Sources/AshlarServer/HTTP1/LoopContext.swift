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
package final class LoopContext: @unchecked Sendable {
    package let executor: LoopExecutor
    let flushes: PendingFlushes
    private var second = Int.min
    private var text = ""
    private var line = ""

    init(loop: any EventLoop) {
        executor = LoopExecutor(loop: loop)
        flushes = PendingFlushes(loop: loop)
    }

    /// The `Date` field as a line (RFC 9110 section 6.6.1), made once a second.
    var dateLine: String {
        look()
        return line
    }

    /// The value of the `Date` field.
    package var date: String {
        look()
        return text
    }

    private func look() {
        let now = time(nil)
        guard now != second else { return }
        second = now
        text = HTTPDate.format(second: now)
        line = "Date: \(text)\r\n"
    }
}
