import AshlarHTTP

/// Writes down what a worker is answering, for its supervisor to read if it traps. Outside of everything else.
struct FlightRecorder: Middleware {
    private let record: FlightRecord

    init(_ record: FlightRecord) { self.record = record }

    /// The one of a process that is a worker: it begins to watch for traps.
    static let current: FlightRecorder? = WorkerIdentity.current.flatMap { worker in
        guard let record = FlightRecord(descriptor: worker.record, region: worker.region) else { return nil }
        TrapHandler.install(record)
        return FlightRecorder(record)
    }

    nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        // Without the query, which may have secrets in it.
        let slot = record.begin("\(request.method.rawValue) \(request.path)", task: TrapHandler.currentTask)
        defer { if let slot { record.end(slot) } }
        return try await next.respond(to: request)
    }
}
