import AshlarSupport

/// A statement on its way to the server, and who waits for the answer.
final class Statement: Sendable {
    enum Form: Sendable {
        /// One statement with parameters, answered in the binary format.
        case parameters
        /// The same without being prepared.
        case unprepared
        /// The same, answered in the text format.
        case text
        /// Text with several statements, sent by the simple protocol.
        case script
        /// `COPY ... FROM STDIN`: answered when the server is ready for the data.
        case copyIn
        /// `COPY ... TO STDOUT`: answered when the server is about to send.
        case copyOut

        /// Whether it travels in the pipeline, among others.
        var isPipelined: Bool { self == .parameters || self == .unprepared || self == .text }
    }

    let id: RequestID
    let form: Form
    let text: String
    let bindings: [PostgresBinding]
    /// Whether it may not leave a transaction open behind it.
    let mustEndOutsideTransaction: Bool
    /// The lease that it belongs to; nil for the pool's choice.
    let lease: LeaseToken?
    let location: CallSite
    /// Who waits for the answer; nil for what tidies up behind somebody who has gone.
    private let continuation: UnsafeContinuation<PostgresRows, any Error>?

    init(
        id: RequestID, form: Form, text: String, bindings: [PostgresBinding], mustEndOutsideTransaction: Bool,
        lease: LeaseToken?, location: CallSite, continuation: UnsafeContinuation<PostgresRows, any Error>?
    ) {
        self.id = id
        self.form = form
        self.text = text
        self.bindings = bindings
        self.mustEndOutsideTransaction = mustEndOutsideTransaction
        self.lease = lease
        self.location = location
        self.continuation = continuation
    }

    func succeed(_ rows: PostgresRows) { continuation?.resume(returning: rows) }

    func cancel() { continuation?.resume(throwing: CancellationError()) }

    func fail(_ error: PostgresError) {
        continuation?.resume(throwing: error.at(location.sourceLocation, sql: text, bindings: bindings))
    }
}
