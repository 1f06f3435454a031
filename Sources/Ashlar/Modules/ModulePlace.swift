import AshlarContainer
import AshlarHTTP
import AshlarORM
import AshlarRouting
import ServiceLifecycle

extension Module {
    /// The same module at another place, or once more at a second one.
    ///
    /// ```swift
    /// let modules: [any Module] = [Forum(), Forum().at("/help"), Forum().at("/", host: "forum.example.com")]
    /// ```
    ///
    /// Its routes are there twice; all else that it brings, once.
    ///
    /// - Parameters:
    ///   - prefix: what is put before the paths of its routes.
    ///   - name: what is put before the names of its routes, with its dot; by default what the prefix says.
    ///   - host: the host that its routes belong to.
    public func at(_ prefix: String, name: String? = nil, host: String? = nil) -> any Module {
        let base = (self as? ModulePlace)?.base ?? self
        return ModulePlace(
            base: base, prefix: prefix, namePrefix: name ?? ModulePlace.names(for: prefix), host: host)
    }
}

/// A module at a place that is not its own choice.
struct ModulePlace: Module {
    let base: any Module
    let prefix: String
    let namePrefix: String
    let host: String?

    /// The start of the names of routes below a prefix.
    static func names(for prefix: String) -> String {
        prefix.split(separator: "/").filter { !$0.contains("{") }.map { "\($0)." }.joined()
    }
}
