import Synchronization

extension Request {
    /// Has a say in the answer to this request: from an action, a middleware, or a service that either calls.
    ///
    /// ```swift
    /// request.afterResponse { response in response.headers[.via] = "cache" }
    /// ```
    ///
    /// It runs when the answer is made, by the action, an error handler or an error page, before the route's middleware sees
    /// it; in the order of asking. Where a middleware answers in place of the action, it runs when that answer has passed all
    /// others. What it throws is thrown in place of the answer.
    ///
    /// - Parameter change: may change the answer.
    public func afterResponse(_ change: @escaping @Sendable (inout Response) async throws -> Void) {
        cycle.add(change: change)
    }

    /// Does something when this request is over: after the last byte of its answer, and also where its action threw or its
    /// client left. It runs exactly once, and is not cancelled with the request; several run in the order of asking.
    ///
    /// ```swift
    /// request.whenFinished { await meter.count(visit) }
    /// ```
    ///
    /// - Parameter end: what is done.
    /// - Returns: false if the head of the answer has gone out already, or nobody answers this request: it is not done then.
    @discardableResult
    public func whenFinished(_ end: @escaping @Sendable () async -> Void) -> Bool {
        guard isKept, !home.isAnswered.load(ordering: .relaxed) else { return false }
        return cycle.add(ending: end)
    }
}
