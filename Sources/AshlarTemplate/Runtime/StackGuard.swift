#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Tells whether the thread has stack left, so that a template that nests too deeply ends in an error and not in a trap.
struct StackGuard {
    private let start: UInt
    /// The lowest address of the stack; asked for only when it comes near.
    private var lowest: UInt?

    /// Unoptimised code takes several times the stack.
    #if DEBUG
        static let bytesPerLevel: UInt = 8 << 10
    #else
        static let bytesPerLevel: UInt = 2 << 10
    #endif

    /// What any thread has left where a render begins; up to here nothing is asked.
    private static let free: UInt = 96 << 10
    /// What filters and functions of an application may need.
    private static let reserve: UInt = 64 << 10

    init() { start = Self.currentAddress() }

    /// Whether so many levels of calls fit into what is left.
    mutating func hasRoom(forLevels levels: Int) -> Bool {
        let needed = UInt(levels) * Self.bytesPerLevel
        let here = Self.currentAddress()
        // Where this began may itself be a few calls further down.
        if (start > here ? start - here : 0) + needed <= Self.free { return true }
        let bound = lowest ?? Self.lowestAddress(near: here)
        lowest = bound
        return here > bound && here - bound > needed + Self.reserve
    }

    private static func currentAddress() -> UInt {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1) { UInt(bitPattern: $0.baseAddress) }
    }

    #if !canImport(Darwin)
        private typealias GetAttributes = @convention(c) (pthread_t, UnsafeMutablePointer<pthread_attr_t>) -> CInt

        /// `pthread_getattr_np`, which the module map hides because it is not in POSIX.
        private static let getAttributes: GetAttributes? = dlsym(nil, "pthread_getattr_np").map {
            // The type is that of pthread_getattr_np(3), in glibc and in musl.
            unsafeBitCast($0, to: GetAttributes.self)
        }
    #endif

    private static func lowestAddress(near here: UInt) -> UInt {
        #if canImport(Darwin)
            return UInt(bitPattern: pthread_get_stackaddr_np(pthread_self()))
                - UInt(pthread_get_stacksize_np(pthread_self()))
        #else
            var attributes = pthread_attr_t()
            var address: UnsafeMutableRawPointer?
            var size = 0
            if let getAttributes, getAttributes(pthread_self(), &attributes) == 0 {
                defer { pthread_attr_destroy(&attributes) }
                if pthread_attr_getstack(&attributes, &address, &size) == 0, let address {
                    return UInt(bitPattern: address)
                }
            }
            // Where the thread does not say, as much as the smallest of them has.
            return here > 256 << 10 ? here - (256 << 10) : 0
        #endif
    }
}
