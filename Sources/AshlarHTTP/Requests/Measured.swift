/// How long a piece of work took while a request was answered.
public struct Measured: Sendable {
    /// What a piece of work is.
    public enum Kind: Sendable, Equatable {
        /// A view that was rendered.
        case view
        /// What the app has measured itself.
        case own
    }

    /// What it is called.
    public let name: String
    /// What it is.
    public let kind: Kind
    /// When it began.
    public let start: ContinuousClock.Instant
    /// How long it took.
    public let duration: Duration

    /// Notes that something has taken until now.
    public init(_ name: String, kind: Kind = .own, since start: ContinuousClock.Instant) {
        self.name = name
        self.kind = kind
        self.start = start
        duration = .now - start
    }
}

/// Does a piece of work, and has the debug bar show how long it took. Where nobody looks, as in production, it only does the
/// work.
///
/// ```swift
/// let rates = try await measure("exchange rates") { try await bank.rates() }
/// ```
///
/// - Parameters:
///   - name: what the bar calls it.
///   - body: the work.
/// - Throws: what the work throws; it is measured all the same.
public nonisolated(nonsending) func measure<Result>(
    _ name: String, _ body: nonisolated(nonsending) () async throws -> Result
) async rethrows -> Result {
    guard let trace = Request.inTask?.trace else { return try await body() }
    let start = ContinuousClock.now
    defer { trace.note(Measured(name, since: start)) }
    return try await body()
}
