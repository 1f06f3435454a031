import Foundation
import Testing

@testable import Ashlar

@Suite struct FlightRecordTests {
    @Test func `what is being answered can be read by another process`() throws {
        let file = try FlightRecord.file(regions: 2)
        defer { close(file) }
        let worker = try #require(FlightRecord(descriptor: file, region: 1))
        let supervisor = try #require(FlightRecord(descriptor: file, region: 1))
        let other = try #require(FlightRecord(descriptor: file, region: 0))
        let slot = try #require(worker.begin("GET /a", task: 1))
        _ = worker.begin("GET /" + String(repeating: "ü", count: 600), task: 2)
        #expect(supervisor.suspects.count == 2)
        #expect(supervisor.suspects.first == "GET /a")
        #expect(supervisor.suspects.last?.utf8.count ?? 0 <= FlightRecord.lineBytes + 3)
        #expect(other.suspects.isEmpty)
        worker.end(slot)
        #expect(supervisor.suspects.count == 1)
        let third = try #require(worker.begin("GET /c", task: 3))
        worker.markTrapped(task: 3)
        #expect(supervisor.suspects == ["GET /c"])
        #expect(third == slot)
        supervisor.clear()
        #expect(worker.suspects.isEmpty)
    }

    @Test func `what finds no place is not written down`() throws {
        let file = try FlightRecord.file(regions: 1)
        defer { close(file) }
        let record = try #require(FlightRecord(descriptor: file, region: 0))
        for number in 0..<FlightRecord.slots { #expect(record.begin("GET /\(number)", task: 0) == number) }
        #expect(record.begin("GET /more", task: 0) == nil)
    }

    @Test(
        arguments: [
            (["GET /a"], "while answering GET /a"), ([], "between requests"),
            (["GET /a", "POST /b"], "while answering one of GET /a, POST /b"),
        ])
    func `a report names the request`(suspects: [String], what: String) {
        #expect(
            WorkerSupervisor.report(2, 17, .signalled(SIGILL), suspects)
                == "Worker 2 (process 17) ended with signal 4 (Illegal instruction) \(what). Another takes its place.")
    }

    @Test func `a worker is told what it is`() {
        let worker = WorkerIdentity(number: 2, record: 4, region: 3, ready: 5, life: 6)
        #expect(WorkerIdentity(environment: [WorkerIdentity.variable: worker.text]) == worker)
        for text in ["", "1:2:3", "0:1:2:3:4", "1:-1:2:3:4", "a:1:2:3:4"] {
            #expect(WorkerIdentity(environment: [WorkerIdentity.variable: text]) == nil)
        }
    }
}
