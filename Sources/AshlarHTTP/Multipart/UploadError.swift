public import AshlarSupport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Why an upload cannot be kept.
public struct UploadError: DetailedError, Equatable {
    /// What failed, with the path.
    public let message: String
    /// What to do.
    public let suggestion: String?

    init(_ verb: String, _ path: String, _ code: Int32) {
        message = "\(path) cannot be \(verb): \(String(cString: strerror(code)))."
        suggestion =
            switch code {
            case EEXIST: "Choose another name, or store it with overwriting: true."
            case ENOENT: "Make its folder first, or use store(in:)."
            case EACCES, EROFS: "Let the app's user write to that folder."
            case ENOSPC, EDQUOT: "Free some space on that disk."
            default: nil
            }
    }

    /// Message and suggestion, a line each.
    public var description: String { suggestion.map { "\(message)\n  \($0)" } ?? message }
}
