/// One step of a COPY, asked by the task that does it.
struct CopyRequest: Sendable {
    enum Step: Sendable {
        /// Takes data for the server; answered when it is on its way, so that no more than a piece waits in memory.
        case write([UInt8])
        /// All data was written; answered with the number of rows.
        case finish
        /// The data cannot be had: the server is told to forget it all.
        case giveUp(String)
        /// Wants the next piece of the server's data.
        case read
    }

    enum Answer: Sendable {
        case written
        case piece([UInt8])
        case finished(rows: Int)
    }

    let token: LeaseToken
    let step: Step
    let continuation: UnsafeContinuation<Answer, any Error>?
}
