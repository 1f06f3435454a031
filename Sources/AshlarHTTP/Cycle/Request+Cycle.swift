import AshlarSupport
import NIOCore
import Synchronization

/// For whoever answers requests: an app's kernel, its router, its session.
extension Request {
    /// Notes which app answers this request, unless one has been noted.
    package func enter(_ app: RequestApp) {
        if home.app.load() == nil { _ = home.app.storeIfNil(app) }
    }

    /// Which app answers this request, if one has been noted.
    package var answeringApp: RequestApp? { home.app.load() }

    /// The request as its own life begins: a value that is answered once more gets another one, so that two runs never share
    /// what belongs to one.
    ///
    /// - Parameter app: what answers it, and will see to what waits for its end.
    package func began(_ app: RequestApp) -> Request {
        let request = home.isKept.exchange(true, ordering: .relaxed) ? anew() : self
        if request.home !== home { request.home.isKept.store(true, ordering: .relaxed) }
        request.enter(app)
        return request
    }

    /// Whether somebody outside sees to what this request leaves to be done.
    package var isKept: Bool { home.isKept.load(ordering: .relaxed) }

    /// The request as it was where an error passed that something has to be added to the answer of; nil if there is none.
    package var failed: Request? { home.cycle.load()?.failed }

    /// Whether a group's handlers have had an error of this request already, and could not answer it.
    package func hasBeenOffered(to group: AnyObject) -> Bool {
        home.cycle.load()?.offered.contains(ObjectIdentifier(group)) == true
    }

    /// Notes that a group's handlers could not answer an error: none of it comes back to them.
    package func offered(to group: AnyObject) { cycle.note(offeredTo: ObjectIdentifier(group)) }

    /// Leaves something to be done with whatever answer is made of an error that passes.
    ///
    /// - Returns: false if nobody outside would do it.
    package func onRecovery(_ recovery: @escaping @Sendable (inout Response) async throws -> Void) -> Bool {
        guard isKept else { return false }
        cycle.note(failed: self, recovery: recovery)
        return true
    }

    /// Does with an answer what was left to be done by those that an error has passed.
    package nonisolated(nonsending) func recover(_ response: inout Response) async throws {
        guard let cycle = home.cycle.load() else { return }
        for recovery in cycle.takeRecoveries() { try await recovery(&response) }
    }

    /// Lets those have their say who asked for it with ``afterResponse(_:)``.
    package nonisolated(nonsending) func changeAfterwards(_ response: inout Response) async throws {
        guard let cycle = home.cycle.load() else { return }
        while true {
            let changes = cycle.takeChanges()
            guard !changes.isEmpty else { return }
            for change in changes { try await change(&response) }
        }
    }

    /// Sets up what is needed and does something in it.
    package typealias Surrounding = @Sendable (_ work: @Sendable () async -> Void) async -> Void

    /// Does what waits for the end of a request that ends without an answer.
    package func end() async { await home.cycle.load()?.end() }

    /// The answer, with what waits for the end of the request behind its last byte.
    ///
    /// - Parameters:
    ///   - isWatched: whether `atEnd` is to be called.
    ///   - surrounding: what all of it happens in.
    ///   - atEnd: called as well, at the very end.
    package func ending(
        _ response: Response, isWatched: Bool = false, during surrounding: Surrounding? = nil,
        atEnd: @escaping @Sendable () async -> Void = {}
    ) -> Response {
        let cycle = home.cycle.load()
        cycle?.answered()
        guard isWatched || cycle?.hasEndings == true else {
            // Nobody has asked so far, and nobody would see to it later.
            home.isAnswered.store(true, ordering: .relaxed)
            return response
        }
        var response = response
        response.body = response.body.ending {
            await Self.shielded {
                let work = { @Sendable in
                    await cycle?.end()
                    await atEnd()
                }
                if let surrounding { await surrounding(work) } else { await work() }
            }
        }
        return response
    }

    /// A client that leaves cancels its request; what has to be done at the end is not cancelled with it.
    private static func shielded(_ work: @escaping @Sendable () async -> Void) async {
        guard Task.isCancelled else { return await work() }
        await Task { await work() }.value
    }
}

extension ResponseBody {
    /// The same body, with something to be done after its last byte.
    fileprivate func ending(_ end: @escaping @Sendable () async -> Void) -> ResponseBody {
        switch self {
        case .empty: .stream(length: 0, onClose: end) { _ in }
        case .bytes(let bytes): .stream(length: bytes.readableBytes, onClose: end) { try await $0(bytes) }
        case .stream(let stream):
            .stream(
                length: stream.length,
                onClose: {
                    await stream.close()
                    await end()
                },
                { try await stream.send(to: $0) })
        }
    }
}
