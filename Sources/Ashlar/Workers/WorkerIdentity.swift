import Foundation

/// What a worker knows of itself: `ASHLAR_WORKER`, which its supervisor sets.
struct WorkerIdentity: Sendable, Equatable {
    static let variable = "ASHLAR_WORKER"

    /// Its place among the workers, from 1.
    var number: Int
    /// The shared file with the requests in flight.
    var record: Int32
    /// Which part of that file is its own.
    var region: Int
    /// Where it says that it serves.
    var ready: Int32
    /// Ends when the supervisor does.
    var life: Int32

    /// As the variable has it.
    var text: String { "\(number):\(record):\(region):\(ready):\(life)" }

    init(number: Int, record: Int32, region: Int, ready: Int32, life: Int32) {
        self.number = number
        self.record = record
        self.region = region
        self.ready = ready
        self.life = life
    }

    /// The worker that a process is; nil if it is none.
    init?(environment: [String: String]) {
        let parts = environment[Self.variable]?.split(separator: ":").map { Int32($0) } ?? []
        guard parts.count == 5, let number = parts[0], let record = parts[1], let region = parts[2],
            let ready = parts[3],
            let life = parts[4], number > 0, region >= 0, min(record, ready, life) >= 0
        else { return nil }
        self.init(number: Int(number), record: record, region: Int(region), ready: ready, life: life)
    }

    /// The worker that this process is.
    static let current = WorkerIdentity(environment: ProcessInfo.processInfo.environment)
}
