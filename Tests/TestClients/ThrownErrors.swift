import Foundation

/// Ends that Swift Testing keeps each error that is thrown, with where that was, until the test is over: some hundred bytes for
/// every request that fails, which are not the app's. For tests of memory, each in a process of its own.
package func keepNoThrownErrors() {
    #if os(Linux)
        for name in ["_swift_willThrow", "_swift_willThrowTypedImpl"] {
            dlsym(nil, name)?.assumingMemoryBound(to: UnsafeRawPointer?.self).pointee = nil
        }
    #endif
}
