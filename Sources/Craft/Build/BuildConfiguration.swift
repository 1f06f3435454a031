/// How a program is compiled.
enum BuildConfiguration: String, Sendable {
    /// Quickly, for development.
    case debug
    /// Optimised, as for production.
    case release
}
