import AshlarSupport
import HTTPTypes

extension Routes {
    /// Declares the routes of a resource for those of its seven actions that the controller has, named `posts.index` and
    /// so on.
    ///
    /// ```swift
    /// routes.resource("posts", PostController.self)                                // /posts/{post}
    /// routes.resource("posts.comments", CommentController.self, shallow: true)     // /posts/{post}/comments, /comments/{comment}
    /// ```
    ///
    /// - Parameters:
    ///   - name: the plural: it is the path and the prefix of the names; its singular is the placeholder. A dot nests:
    ///     `posts.comments` is `/posts/{post}/comments/{comment}`.
    ///   - controller: the controller.
    ///   - only: the actions to declare; all by default.
    ///   - except: actions to leave out.
    ///   - shallow: whether what is about one member stands at the member's own path, without its parents.
    ///   - parameter: the placeholder of the member; the singular of the name by default. `post.slug` finds by a column.
    ///   - parameters: placeholders of the parents, by their plurals.
    @discardableResult
    public func resource<C: Controller>(
        _ name: String, _ controller: C.Type, only: Set<ResourceAction> = .all, except: Set<ResourceAction> = [],
        shallow: Bool = false, parameter: String? = nil, parameters: [String: String] = [:], file: String = #filePath,
        line: Int = #line
    ) -> ResourceRoutes {
        let path = ResourcePath(name, parameter: parameter, parameters: parameters)
        return declare(controller, only.subtracting(except), file, line) { kind in
            let isShallow = shallow && kind.isMember
            return (
                kind.isMember ? path.member(isShallow: isShallow) : path.collection,
                isShallow ? path.ownName : path.name
            )
        }
    }

    /// A resource without the pages with forms: `index`, `store`, `show`, `update`, `destroy`.
    @discardableResult
    public func apiResource<C: Controller>(
        _ name: String, _ controller: C.Type, only: Set<ResourceAction> = .api, except: Set<ResourceAction> = [],
        shallow: Bool = false, parameter: String? = nil, parameters: [String: String] = [:], file: String = #filePath,
        line: Int = #line
    ) -> ResourceRoutes {
        resource(
            name, controller, only: only.intersection(.api), except: except, shallow: shallow, parameter: parameter,
            parameters: parameters, file: file, line: line)
    }

    /// A resource of which there is one, as a profile: `/profile` and `/profile/edit`, with `show`, `edit` and `update`.
    ///
    /// - Parameters:
    ///   - name: the path and the prefix of the names; a dot nests: `posts.cover` is `/posts/{post}/cover`.
    ///   - controller: the controller.
    ///   - creatable: whether it also has `create`, `store` and `destroy`.
    ///   - except: actions to leave out.
    @discardableResult
    public func singleton<C: Controller>(
        _ name: String, _ controller: C.Type, creatable: Bool = false, except: Set<ResourceAction> = [],
        parameters: [String: String] = [:], file: String = #filePath, line: Int = #line
    ) -> ResourceRoutes {
        let path = ResourcePath(name, parameter: nil, parameters: parameters)
        let kinds: Set<ResourceAction> = creatable ? .all.subtracting([.index]) : [.show, .edit, .update]
        return declare(controller, kinds.subtracting(except), file, line) { _ in (path.collection, path.name) }
    }

    private func declare<C: Controller>(
        _ controller: C.Type, _ kinds: Set<ResourceAction>, _ file: String, _ line: Int,
        place: (ResourceAction) -> (path: String, name: String)
    ) -> ResourceRoutes {
        let actions = C.actions
        var declared: [(action: ResourceAction, route: Route)] = []
        for kind in ResourceAction.allCases where kinds.contains(kind) {
            guard let action = actions[kind.rawValue] else { continue }
            let (path, name) = place(kind)
            let route = match(kind.methods, path + kind.suffix, action, file: file, line: line)
            declared.append((kind, route.name("\(name).\(kind.rawValue)")))
        }
        if declared.isEmpty {
            registry.problems.append(
                RouteError(
                    message: "\(C.self) has none of the actions of a resource.",
                    location: SourceLocation(file: file, line: line),
                    suggestion: "It may have \(ResourceAction.allCases.map(\.rawValue).joined(separator: ", ")); "
                        + "any other action is given to get, post and so on."))
        }
        return ResourceRoutes(declared)
    }
}

/// The paths and names of `admin/posts.comments`.
private struct ResourcePath {
    let collection: String
    let name: String
    let ownName: String
    private let own: String
    private let placeholder: String

    init(_ text: String, parameter: String?, parameters: [String: String]) {
        let levels = text.split(separator: ".").map(String.init)
        let parents = levels.dropLast().map { level in
            "\(level)/{\(parameters[Self.last(level)] ?? Self.singular(level))}"
        }
        own = levels.last ?? text
        placeholder = "{\(parameter ?? parameters[Self.last(own)] ?? Self.singular(own))}"
        collection = (parents + [own]).joined(separator: "/")
        name = levels.map(Self.dotted).joined(separator: ".")
        ownName = Self.dotted(own)
    }

    func member(isShallow: Bool) -> String { "\(isShallow ? own : collection)/\(placeholder)" }

    private static func dotted(_ level: String) -> String { level.split(separator: "/").joined(separator: ".") }
    private static func last(_ level: String) -> String { level.split(separator: "/").last.map(String.init) ?? level }
    private static func singular(_ level: String) -> String { CaseConversion.camel(Inflector.singular(last(level))) }
}
