import Glibc

/// A version of the app that was replaced: it accepts nothing more, and finishes what it has begun.
struct RetiredServer {
    var process: ServerProcess
    /// When it is killed, if it has not ended by then.
    let end: ContinuousClock.Instant
    private(set) var hasEnded = false

    init(_ process: ServerProcess, end: ContinuousClock.Instant) {
        self.process = process
        self.end = end
    }

    /// Whether connections may still come to it rather than to the version that has taken its place.
    var isListening: Bool { !hasEnded && !process.hasStoppedListening }

    /// Looks whether it has ended, and ends it when its time is over.
    mutating func advance() {
        _ = process.listen()
        if end <= .now { process.child.send(SIGKILL) }
        guard process.child.ended() != nil else { return }
        hasEnded = true
        process.forget()
    }
}
