import CLibPQ

/// The address and key by which the server knows whose statement to cancel.
///
/// `@unchecked Sendable`: PGcancel is made to be used by another thread (libpq, "Canceling Queries in Progress") and is not
/// changed after it is made.
final class CancelRequest: @unchecked Sendable {
    private let pointer: OpaquePointer

    init?(_ pg: OpaquePointer) {
        guard let pointer = PQgetCancel(pg) else { return nil }
        self.pointer = pointer
    }

    deinit { PQfreeCancel(pointer) }

    /// Sends the request and waits until the server has passed it on.
    func send() {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            _ = PQcancel(pointer, buffer.baseAddress, Int32(buffer.count))
        }
    }
}
