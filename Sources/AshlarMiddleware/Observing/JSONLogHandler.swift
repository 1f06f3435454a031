public import Logging

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes log lines as JSON, one object a line, as log collectors want them.
///
/// ```swift
/// LoggingSystem.bootstrap({ JSONLogHandler(label: $0, metadataProvider: $1) }, metadataProvider: RequestID.metadataProvider)
/// // {"time":"2026-11-22T16:00:07.123Z","level":"info","logger":"app","message":"GET /posts 200","status":200,...}
/// ```
///
/// Metadata stands beside the message, numbers as numbers. A line is handed to the system in one piece, so that those of
/// several threads do not mix.
public struct JSONLogHandler: LogHandler {
    /// Keys of the line itself; metadata of the same name gets a `_` at its end.
    private static let reserved: Set<String> = ["time", "level", "logger", "message", "error", "source"]

    /// What is added to each line.
    public var metadata: Logger.Metadata = [:]
    /// What is asked for more metadata at each line.
    public var metadataProvider: Logger.MetadataProvider?
    /// The lowest level that is written.
    public var logLevel: Logger.Level = .info

    private let label: String
    private let write: @Sendable (_ line: [UInt8]) -> Void

    /// Writes to the standard output.
    ///
    /// - Parameters:
    ///   - label: the logger's label.
    ///   - metadataProvider: what is asked for more metadata at each line.
    public init(label: String, metadataProvider: Logger.MetadataProvider? = nil) {
        self.init(label: label, metadataProvider: metadataProvider, write: Self.writeToStandardOutput)
    }

    /// Writes to wherever a closure brings it.
    ///
    /// - Parameters:
    ///   - label: the logger's label.
    ///   - metadataProvider: what is asked for more metadata at each line.
    ///   - write: gets each line with the newline at its end.
    public init(
        label: String, metadataProvider: Logger.MetadataProvider? = nil, write: @escaping @Sendable ([UInt8]) -> Void
    ) {
        self.label = label
        self.metadataProvider = metadataProvider
        self.write = write
    }

    /// Metadata by key.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes a line.
    public func log(event: LogEvent) {
        var line = JSONLine()
        line.member("time", string: Self.now())
        line.member("level", string: event.level.rawValue)
        line.member("logger", string: label)
        line.member("message", string: event.message.description)
        if let error = event.error { line.member("error", string: "\(error)") }
        if event.level >= .error { line.member("source", string: "\(event.file):\(event.line)") }
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { _, new in new } }
        if let own = event.metadata { all.merge(own) { _, new in new } }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) {
            line.member(Self.reserved.contains(key) ? key + "_" : key, value: value)
        }
        write(line.ended())
    }

    private static func now() -> String {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp.text(seconds: Int(time.tv_sec), milliseconds: Int(time.tv_nsec) / 1_000_000)
    }

    @Sendable private static func writeToStandardOutput(_ line: [UInt8]) {
        line.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = writeSome(UnsafeRawBufferPointer(rebasing: rest))
                if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return }
            }
        }
    }

    private static func writeSome(_ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.write(STDOUT_FILENO, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
            Musl.write(STDOUT_FILENO, bytes.baseAddress, bytes.count)
        #else
            Darwin.write(STDOUT_FILENO, bytes.baseAddress, bytes.count)
        #endif
    }
}
