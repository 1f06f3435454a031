public import AshlarSupport
import Synchronization

extension Request {
    /// The request whose action is running in this task; a router sets it.
    @TaskLocal package static var inTask: Request?

    /// How the app of the current request writes JSON; the default outside of any.
    static var currentJSON: any JSONCoding { inTask?.home.app.load()?.json ?? FoundationJSON.standard }

    /// The request that is being answered, for code that no request was passed to. It is there in an action and in all that
    /// the action awaits, and in child tasks; a parameter is better where one can be had.
    ///
    /// ```swift
    /// let id = try Request.current[RequestID.self]
    /// ```
    ///
    /// - Throws: ``NoCurrentRequest`` outside of any request: in a command, a job, a detached task.
    public static var current: Request {
        get throws {
            guard let request = inTask else { throw NoCurrentRequest() }
            return request
        }
    }
}

/// A request was asked for where there is none.
public struct NoCurrentRequest: DetailedError, Equatable {
    /// What is missing.
    public var description: String { "There is no current request: this code runs outside of one." }
    /// What to do.
    public var suggestion: String? {
        "Take what it needs as a parameter; a task that outlives its request, or is detached, has to be given it too."
    }
}
