public import AshlarSupport

/// Why modules do not go together, found before an app's first request.
public struct ModuleError: DetailedError, Equatable {
    /// What is wrong, with the names of all who take part.
    public let message: String
    /// What to do.
    public let suggestion: String?

    /// Message and suggestion, a line each.
    public var description: String { suggestion.map { "\(message)\n  \($0)" } ?? message }

    static func cycle(_ path: some Sequence<String>) -> ModuleError {
        ModuleError(
            message: "A module brings itself: \(path.joined(separator: " → ")).",
            suggestion: "List it in the app instead of in one of them.")
    }

    static func namespace(_ name: String, of module: String) -> ModuleError {
        ModuleError(
            message: "The module \(module) has the namespace \"\(name)\".",
            suggestion: "Write lower-case letters, digits, _ and -, with a letter first: "
                + "static let namespace = \"billing\".")
    }

    static func reserved(_ name: String, of module: String) -> ModuleError {
        ModuleError(
            message: "The module \(module) has the namespace \"\(name)\", whose settings are the framework's own.",
            suggestion: "Give it another: static let namespace = \"...\".")
    }

    static func claimed(_ what: String, _ name: String, by first: String, and second: String, _ suggestion: String)
        -> ModuleError
    {
        ModuleError(message: "\(first) and \(second) both have \(what) \"\(name)\".", suggestion: suggestion)
    }

    static func differs(_ what: String, _ module: String) -> ModuleError {
        ModuleError(
            message: "The module \(module) is there several times, with different \(what).",
            suggestion: "Only the place, the middleware and the routes may differ; make two modules of it otherwise.")
    }

    static func noFolder(_ folder: String, of module: String) -> ModuleError {
        ModuleError(
            message: "The module \(module) has the folder \(folder), which does not exist.",
            suggestion: "In a package, say Bundle.module.resourcePath and list resources: [.copy(\"views\"), "
                + ".copy(\"public\")] for the target.")
    }
}
