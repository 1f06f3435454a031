import AshlarHTTP
import Foundation
import HTTPTypes
import NIOCore
import Synchronization
import Testing

private final class Log: Sendable {
    private let noted = Mutex<[String]>([])
    var lines: [String] { noted.withLock { $0 } }
    func note(_ line: String) { noted.withLock { $0.append(line) } }
}

private enum LogKey: RequestKey { typealias Value = Log }

private enum Slow: LazyRequestKey {
    static func value(for request: Request) async throws -> Int {
        request[LogKey.self]?.note("made")
        for _ in 0..<20 { await Task.yield() }
        return request[LogKey.self]?.lines.count ?? 0
    }
}

private enum Fails: LazyRequestKey {
    static func value(for request: Request) async throws -> Int {
        request[LogKey.self]?.note("tried")
        if request[LogKey.self]?.lines.count == 1 { throw HTTPError(.badGateway) }
        return 7
    }
}

private enum Absent: LazyRequestKey {
    static func value(for request: Request) async throws -> Int? {
        request[LogKey.self]?.note("looked")
        return nil
    }
}

private enum Chicken: LazyRequestKey {
    static func value(for request: Request) async throws -> Int { try await request.lazy(Egg.self) }
}

private enum Egg: LazyRequestKey {
    static func value(for request: Request) async throws -> Int { try await request.lazy(Chicken.self) }
}

@Suite struct LazyValueTests {
    @Test func `a value that is nil is one that was worked out`() async throws {
        var request = Request(target: "/")
        let log = Log()
        request[LogKey.self] = log
        for _ in 0..<3 { #expect(try await request.lazy(Absent.self) == nil) }
        #expect(log.lines == ["looked"])
    }

    private let log = Log()

    private func request() -> Request {
        var request = Request(target: "/")
        request[LogKey.self] = log
        return request
    }

    @Test func `a value is worked out once, however many ask at once, and for all copies`() async throws {
        let request = request()
        var copy = request
        copy.path = "/other"
        let other = copy
        let values = try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<50 { group.addTask { try await (index % 2 == 0 ? request : other).lazy(Slow.self) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(values == [Int](repeating: 1, count: 50))
        #expect(log.lines == ["made"])
        #expect(try await self.request().lazy(Slow.self) == 2)
    }

    @Test func `a failure is not kept`() async throws {
        let request = request()
        await #expect(throws: HTTPError.self) { try await request.lazy(Fails.self) }
        #expect(try await request.lazy(Fails.self) == 7)
        #expect(try await request.lazy(Fails.self) == 7)
        #expect(log.lines == ["tried", "tried"])
    }

    @Test func `values that need each other are an error, from whichever side and at once`() async throws {
        let request = request()
        let error = await #expect(throws: LazyValueCycle.self) { try await request.lazy(Chicken.self) }
        #expect(error?.chain == ["Egg", "Chicken", "Egg"])
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<10 {
                group.addTask { await #expect(throws: LazyValueCycle.self) { try await request.lazy(Chicken.self) } }
                group.addTask { await #expect(throws: LazyValueCycle.self) { try await request.lazy(Egg.self) } }
            }
        }
    }

    @Test func `who waits and is cancelled waits no longer; the others get the value`() async throws {
        let request = request()
        let first = Task { try await request.lazy(Slow.self) }
        let second = Task { try await request.lazy(Slow.self) }
        second.cancel()
        _ = try? await second.value
        #expect(try await first.value > 0)
    }
}
