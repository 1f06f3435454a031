/// Between who makes events and who writes them: one event at a time, so that who makes them is as slow as the client.
actor EventRelay {
    private var pending: String?
    private var isBeating = false
    private var end: Result<Void, any Error>?
    private var reader: CheckedContinuation<Void, Never>?
    private var writers: [CheckedContinuation<Void, Never>] = []

    /// Waits until the event before was taken.
    func send(_ text: String) async throws {
        while pending != nil, end == nil {
            await withCheckedContinuation { writers.append($0) }
        }
        try Task.checkCancellation()
        if case .failure(let error) = end { throw error }
        guard end == nil else { throw CancellationError() }
        pending = text
        wakeReader()
    }

    /// Asks for a comment, if nothing else is waiting.
    func beat() {
        isBeating = true
        wakeReader()
    }

    /// Nothing more comes, or nobody takes more.
    func finish(throwing error: (any Error)? = nil) {
        guard end == nil else { return }
        end = error.map { .failure($0) } ?? .success(())
        wakeReader()
        wakeWriters()
    }

    /// The next text, or nil at the end.
    func next() async throws -> String? {
        while true {
            if let text = pending {
                pending = nil
                isBeating = false
                wakeWriters()
                return text
            }
            if let end {
                try end.get()
                return nil
            }
            if isBeating {
                isBeating = false
                return ":\n\n"
            }
            try Task.checkCancellation()
            await withTaskCancellationHandler {
                await withCheckedContinuation { reader = $0 }
            } onCancel: {
                Task { await self.finish(throwing: CancellationError()) }
            }
        }
    }

    private func wakeReader() {
        reader?.resume()
        reader = nil
    }

    private func wakeWriters() {
        for writer in writers { writer.resume() }
        writers = []
    }
}
