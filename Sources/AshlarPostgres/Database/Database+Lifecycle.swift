import ServiceLifecycle

extension Database {
    /// Opens the connections that are to be kept open. Not needed before the first statement.
    public func start() {
        // What is wrong with the configuration is said by the first statement, or by `run()`.
        try? post(.start)
        for replica in replicas { replica.start() }
    }

    /// Keeps the database running until the service group shuts down, then ``shutdown()``.
    ///
    /// - Throws: ``PostgresError`` of the kind `configuration`.
    public func run() async throws {
        try configuration.validate()
        start()
        do {
            try await gracefulShutdown()
            await shutdown()
        } catch {
            await shutDown(grace: .zero)
        }
    }

    /// Takes no new statements, waits for those in flight and for transactions, at most ``Configuration/shutdownGrace``, then
    /// closes all connections. Calling it again does no harm.
    public func shutdown() async { await shutDown(grace: configuration.shutdownGrace) }

    private func shutDown(grace: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            for replica in replicas { group.addTask { await replica.shutDown(grace: grace) } }
            group.addTask { await self.shutDownPool(grace: grace) }
        }
    }

    private func shutDownPool(grace: Duration) async {
        guard inbox.closeUnlessRunning() else { return }
        await withUnsafeContinuation { continuation in
            if !inbox.post(.shutDown(grace: grace, continuation)) { continuation.resume() }
        }
    }
}
