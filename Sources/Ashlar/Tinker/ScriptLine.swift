import AshlarSupport
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A line of `craft tinker`, as the library that was made of it hands it over.
public final class ScriptLine: Sendable {
    /// What it does.
    public typealias Body = @Sendable (Kernel) async throws -> Void

    private let body: Body

    /// Makes a line.
    public init(_ body: @escaping Body) { self.body = body }

    /// The line as a pointer, which owns it.
    public var pointer: UnsafeMutableRawPointer { Unmanaged.passRetained(self).toOpaque() }

    /// Loads the library at a path.
    ///
    /// - Throws: ``ScriptError`` if it cannot be loaded.
    static func load(_ path: String) throws -> Body {
        // It stays: values of its types do.
        guard let library = dlopen(path, RTLD_NOW), let symbol = dlsym(library, "ashlar_line") else {
            throw ScriptError(message: dlerror().map { String(cString: $0) } ?? "The line cannot be loaded.")
        }
        let make = unsafeBitCast(symbol, to: (@convention(c) () -> UnsafeMutableRawPointer).self)
        return Unmanaged<ScriptLine>.fromOpaque(make()).takeRetainedValue().body
    }
}

/// Why a line could not be run.
struct ScriptError: DetailedError {
    let message: String
    var description: String { message }
}
