#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Marks the request that a worker traps on, before the process goes down as it would have without.
enum TrapHandler {
    // Set once, before the handler is installed, and only read from then on.
    nonisolated(unsafe) private static var record: FlightRecord?
    // What was there before, by signal; set once, before the handler is installed.
    nonisolated(unsafe) private static let former = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)

    private static let signals = [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT]

    /// The runtime's own answer to which task runs on this thread, which takes no lock; nil where the program does not say its
    /// name. Then all that is in flight is suspected.
    private static let current: (@convention(c) () -> UnsafeRawPointer?)? = {
        guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "swift_task_getCurrent") else { return nil }
        return unsafeBitCast(symbol, to: (@convention(c) () -> UnsafeRawPointer?).self)
    }()

    /// Who runs here: a number that is the same for as long as a task is; 0 where that is not known.
    static var currentTask: UInt { UInt(bitPattern: current?()) }

    /// Watches from now on.
    static func install(_ record: FlightRecord) {
        self.record = record
        // Looked up here, so that the handler only reads it.
        _ = currentTask
        for signal in signals {
            var action = sigaction()
            #if canImport(Darwin)
                action.__sigaction_u.__sa_handler = { TrapHandler.trapped($0) }
            #else
                action.__sigaction_handler.sa_handler = { TrapHandler.trapped($0) }
            #endif
            action.sa_flags = Int32(SA_ONSTACK)
            sigaction(signal, &action, former + Int(signal))
        }
    }

    /// Runs in the handler: nothing here takes a lock or memory.
    private static func trapped(_ signal: Int32) {
        let task = currentTask
        if task != 0 { record?.markTrapped(task: task) }
        // The instruction is tried again when this returns, and traps as it would have: backtrace and core are those of before.
        sigaction(signal, former + Int(signal), nil)
    }
}
