import Foundation
import Glibc

/// The few things about system calls that are the same everywhere in craft.
enum SystemCall {
    /// The text for an errno, such as `Permission denied`.
    static func text(of code: Int32) -> String { String(cString: strerror(code)) }

    /// Calls again while a signal interrupts the call, as every blocking call must be.
    static func retrying(_ call: () -> Int) -> Int {
        while true {
            let result = call()
            if result == -1, errno == EINTR { continue }
            return result
        }
    }

    /// Reads what a descriptor has until it ends, or until there is nothing more for now on one that does not block.
    ///
    /// - Returns: the bytes, and whether the end was reached.
    static func drain(_ descriptor: Int32) -> (bytes: [UInt8], isEnded: Bool) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = retrying { read(descriptor, &buffer, buffer.count) }
            if count > 0 { bytes += buffer.prefix(count) } else { return (bytes, count == 0 || errno != EAGAIN) }
        }
    }

    /// Waits without blocking any other thread; used where the system offers no event to wait for.
    static func pause(milliseconds: Int32) { _ = poll(nil, 0, milliseconds) }
}
