/// What is read of a request's input at most. What goes beyond is refused before it takes memory.
///
/// The app's settings `input.fileBytes` and so on set them for all requests, the middleware `.inputLimits` for some, and a
/// parameter of `input(limits:)` for one call.
public struct InputLimits: Sendable, Equatable {
    /// The largest body of JSON or a form without files, in bytes: 2 MiB.
    public var bodyBytes = RequestBody.defaultLimit
    /// How deep objects and lists are nested: `a[b][c]` is three deep.
    public var depth = 32
    /// How many values there are, of all depths.
    public var count = Parameters.maximumCount
    /// How many fields and files a multipart body has.
    public var parts = 1_000
    /// The header fields of one part, in bytes: 16 KiB.
    public var partHeaderBytes = 16 * 1024
    /// One field of a multipart body, in bytes: 1 MiB.
    public var fieldBytes = 1024 * 1024
    /// One file of a multipart body, in bytes: 32 MiB.
    public var fileBytes = 32 * 1024 * 1024
    /// A multipart body with all of its files, in bytes: 64 MiB.
    public var multipartBytes = 64 * 1024 * 1024
    /// Up to which size a file is kept in memory, in bytes: 64 KiB. A larger one goes to disk while it arrives.
    public var memoryBytes = 64 * 1024

    /// Makes limits of the defaults; change what has to be.
    public init() {}

    /// The defaults.
    public static let standard = InputLimits()

    /// The name of a limit that is below zero, if there is one.
    var negative: String? {
        let all = [
            ("bodyBytes", bodyBytes), ("depth", depth), ("count", count), ("parts", parts),
            ("partHeaderBytes", partHeaderBytes), ("fieldBytes", fieldBytes), ("fileBytes", fileBytes),
            ("multipartBytes", multipartBytes), ("memoryBytes", memoryBytes),
        ]
        return all.first { $0.1 < 0 }?.0
    }
}
