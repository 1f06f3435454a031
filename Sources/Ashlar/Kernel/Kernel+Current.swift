import AshlarHTTP
public import AshlarSupport

extension Kernel {
    /// The kernel whose command is running in this task.
    @TaskLocal static var inCommand: Kernel?

    /// The kernel of the app that answers the current request, or whose command is running, for code that nothing was passed to:
    /// of several apps in one process each sees its own. An injected value is better where one can be had.
    ///
    /// ```swift
    /// let name = try Kernel.current.config.appName
    /// ```
    ///
    /// - Throws: ``NoCurrentKernel`` outside of any request and command: in a detached task, in a service.
    public static var current: Kernel {
        get throws {
            if let kernel = Request.inTask?.answeringApp?.owner as? Kernel { return kernel }
            guard let kernel = inCommand else { throw NoCurrentKernel() }
            return kernel
        }
    }
}

/// The app was asked for where there is none.
public struct NoCurrentKernel: DetailedError, Equatable {
    /// What is missing.
    public var description: String { "There is no current app: this code runs outside of any request and command." }
    /// What to do.
    public var suggestion: String? {
        "Take what it needs as a parameter or from the container; a service is given its kernel by services(_:)."
    }
}
