import Foundation
import Logging
import UnixSignals

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Keeps so many workers running that answer at the same sockets. One that traps is replaced, the others go on, and the log has
/// the request that it was answering.
actor WorkerSupervisor {
    private enum Event: Sendable {
        case worker(pid_t, WorkerProcess.Event)
        case signal(UnixSignal)
        /// A worker is to be started in this place.
        case start(Int)
        case graceOver
    }

    private struct Worker {
        let process: WorkerProcess
        let number: Int
        let region: Int
        var isReady = false
        var isListening = true
        /// It was told to end: its end is none to report.
        var isRetired = false
        /// The worker that ends when this one serves.
        var replaces: pid_t?
    }

    private let count: Int
    private let program: String
    private let sockets: [Int32]
    private let grace: Duration
    private let logger: Logger
    private let environment: [String: String]
    private let onReady: @Sendable () -> Void
    private let onStopListening: @Sendable () -> Void
    private let record: Int32
    private let records: [FlightRecord]
    /// Its other end is only here, so that a worker hears when this process is gone.
    private let life: (reading: Int32, writing: Int32)
    private let events = AsyncStream<Event>.makeStream()
    private var workers: [pid_t: Worker] = [:]
    private var freeRegions: [Int]
    private var hasServed = false
    private var isStopping = false
    private var hasStopped = false
    private var exitCode: Int32 = 0
    /// Ends in a row of workers that never served.
    private var failures = 0
    /// Workers that wait to be replaced by new ones.
    private var renewals: [pid_t] = []

    /// Makes a supervisor.
    ///
    /// - Parameters:
    ///   - count: how many workers there are.
    ///   - program: the path of the program that they are.
    ///   - sockets: where they answer.
    ///   - grace: how long they may take to end.
    ///   - environment: theirs.
    ///   - onReady: called once all of them serve for the first time.
    ///   - onStopListening: called once none of them accepts anything more, after they were told to end.
    /// - Throws: ``WorkerError`` if there is no memory to share with them.
    init(
        count: Int, program: String, sockets: [Int32], grace: Duration, logger: Logger,
        environment: [String: String], onReady: @escaping @Sendable () -> Void,
        onStopListening: @escaping @Sendable () -> Void
    ) throws {
        self.count = count
        self.program = program
        self.sockets = sockets
        self.grace = grace
        self.logger = logger
        self.onReady = onReady
        self.onStopListening = onStopListening
        var environment = environment
        if environment["NIO_SINGLETON_GROUP_LOOP_COUNT"] == nil {
            let loops = max(1, ProcessInfo.processInfo.activeProcessorCount / count)
            environment["NIO_SINGLETON_GROUP_LOOP_COUNT"] = String(loops)
        }
        self.environment = environment
        // A worker and the one that takes its place run beside each other for a moment.
        let regions = count * 2
        record = try FlightRecord.file(regions: regions)
        records = (0..<regions).compactMap { [record] in FlightRecord(descriptor: record, region: $0) }
        freeRegions = Array(records.indices)
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw WorkerError.system("make a pipe", errno) }
        for end in ends + [record] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        life = (ends[0], ends[1])
    }

    /// Runs until it is told to end (SIGTERM, SIGINT). SIGHUP starts all workers anew, one after the other.
    ///
    /// - Returns: the exit code of the program.
    func run() async throws -> Int32 {
        let continuation = events.continuation
        let signals = Task {
            for await signal in await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup) {
                continuation.yield(.signal(signal))
            }
        }
        defer { signals.cancel() }
        for number in 1...count { try start(number) }
        for await event in events.stream {
            try handle(event)
            if isStopping, workers.isEmpty { break }
        }
        close(life.reading)
        close(life.writing)
        close(record)
        return exitCode
    }

    private func handle(_ event: Event) throws {
        switch event {
        case .worker(let id, .ready): ready(id)
        case .worker(let id, .stoppedListening):
            workers[id]?.isListening = false
            tellIfNoneListens()
        case .worker(let id, .ended(let end)): ended(id, end)
        case .start(let number):
            // One that was to be replaced may have ended before.
            let isTaken = workers.values.contains { $0.number == number && !$0.isRetired }
            if !isStopping, !isTaken { try start(number) }
        case .signal(.sighup): renew()
        case .signal: stop()
        case .graceOver:
            for worker in workers.values { worker.process.send(SIGKILL) }
        }
    }

    private func start(_ number: Int, replacing old: pid_t? = nil) throws {
        guard let region = freeRegions.popLast() else { return }
        records[region].clear()
        let continuation = events.continuation
        let process = try WorkerProcess.start(
            program, environment: environment, sockets: sockets, number: number, region: region, record: record,
            life: life.reading
        ) { continuation.yield(.worker($0, $1)) }
        workers[process.id] = Worker(process: process, number: number, region: region, replaces: old)
    }

    private func ready(_ id: pid_t) {
        guard let worker = workers[id] else { return }
        workers[id]?.isReady = true
        failures = 0
        if let old = worker.replaces {
            workers[old]?.isRetired = true
            workers[old]?.process.send(SIGTERM)
            logger.notice("Worker \(worker.number) was started anew (process \(id)).")
            renewNext()
        }
        guard !hasServed, workers.values.count(where: \.isReady) == count else { return }
        hasServed = true
        onReady()
    }

    private func ended(_ id: pid_t, _ end: WorkerEnd) {
        guard let worker = workers.removeValue(forKey: id) else { return }
        defer { freeRegions.append(worker.region) }
        tellIfNoneListens()
        guard !isStopping, !worker.isRetired else { return }
        renewals.removeAll { $0 == id }
        // A worker that never served has said itself what keeps it from that.
        if hasServed { logger.error("\(Self.report(worker.number, id, end, records[worker.region].suspects))") }
        if worker.isReady {
            events.continuation.yield(.start(worker.number))
            return
        }
        // The version that served goes on.
        if worker.replaces != nil { return renewals.removeAll() }
        guard hasServed else {
            // What keeps the first from starting keeps all of them.
            exitCode = if case .exited(let code) = end, code != 0 { code } else { 1 }
            return stop()
        }
        failures += 1
        let pause = Duration.milliseconds(100 * (1 << min(failures, 8)))
        let continuation = events.continuation
        Task {
            try? await Task.sleep(for: pause)
            continuation.yield(.start(worker.number))
        }
    }

    private func tellIfNoneListens() {
        guard isStopping, !hasStopped, !workers.values.contains(where: \.isListening) else { return }
        hasStopped = true
        onStopListening()
    }

    private func renew() {
        guard !isStopping, renewals.isEmpty else { return }
        renewals = workers.values.sorted { $0.number < $1.number }.map(\.process.id)
        renewNext()
    }

    private func renewNext() {
        guard !renewals.isEmpty, let worker = workers[renewals.removeFirst()] else { return }
        do {
            try start(worker.number, replacing: worker.process.id)
        } catch {
            logger.error("\(error)")
        }
    }

    private func stop() {
        guard !isStopping else { return }
        isStopping = true
        for worker in workers.values { worker.process.send(SIGTERM) }
        tellIfNoneListens()
        // Wakes the loop where no worker is left to be heard of.
        if workers.isEmpty { events.continuation.yield(.graceOver) }
        let (continuation, grace) = (events.continuation, grace)
        Task {
            try? await Task.sleep(for: grace)
            continuation.yield(.graceOver)
        }
    }

    /// What the log says of a worker's end.
    static func report(_ number: Int, _ id: pid_t, _ end: WorkerEnd, _ suspects: [String]) -> String {
        let what =
            switch suspects.count {
            case 0: "between requests"
            case 1: "while answering \(suspects.joined())"
            default: "while answering one of \(suspects.joined(separator: ", "))"
            }
        return "Worker \(number) (process \(id)) ended with \(end) \(what). Another takes its place."
    }
}
