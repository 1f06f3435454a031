public import AshlarHTTP

/// Routes that belong together and know nothing of where they are put: a part of an app, or of a package.
///
/// ```swift
/// struct Forum: RouteModule {
///     func routes(_ routes: Routes) {
///         routes.get("/", TopicController.index).name("index")
///         routes.resource("topics", TopicController.self)
///         routes.include(Moderation(), at: "/moderation", name: "moderation.")
///     }
/// }
///
/// routes.include(Forum(), at: "/forum", name: "forum.")
/// routes.include(Forum(), at: "/help", name: "help.")      // the same once more, named help.index and so on
/// ```
///
/// Its own actions name its routes with a dot before: `.route(".topics.show", topic)` is `forum.topics.show` in one and
/// `help.topics.show` in the other.
public protocol RouteModule: Sendable {
    /// Declares the routes.
    func routes(_ routes: Routes)
}

extension Routes {
    /// Includes a module. Including the same type again at the same place does nothing, so whoever needs a module may
    /// include it.
    ///
    /// A route of the app that answers the same requests as one of a module takes its place, without a word; likewise one
    /// of a module and those that it includes. Two modules that claim the same are an error that names both.
    ///
    /// - Parameters:
    ///   - module: the module.
    ///   - path: put before each path.
    ///   - name: put before each name, with its dot.
    ///   - host: the host that the routes belong to.
    ///   - middleware: put around each action.
    /// - Returns: the group of the module's routes.
    @discardableResult
    public func include<M: RouteModule>(
        _ module: M, at path: String = "", name: String = "", host: String? = nil, middleware: any Middleware...
    ) -> Routes {
        include(module, at: path, name: name, host: host, around: middleware) { _ in }
    }

    /// The same with the middleware in an array, and with what is declared in the group behind the module's own routes: the
    /// modules that it brings.
    @discardableResult
    package func include<M: RouteModule>(
        _ module: M, at path: String, name: String, host: String?, around middleware: [any Middleware],
        inner: (Routes) -> Void
    ) -> Routes {
        let inclusion = RouteRegistry.Inclusion(
            module: String(reflecting: M.self),
            prefix: RoutePattern.split(prefix + "/" + path, at: "/").joined(separator: "/"),
            namePrefix: namePrefix + name, host: host ?? self.host)
        let group = Routes(in: self, prefix: path, name: name, host: host, module: inclusion)
        guard registry.isNew(inclusion) else { return group }
        group.middleware(middleware)
        module.routes(group)
        inner(group)
        return group
    }
}
