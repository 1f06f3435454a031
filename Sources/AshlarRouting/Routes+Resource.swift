import AshlarSupport
import HTTPTypes

/// The seven actions of a resource, by the names that Masonite, Laravel and Rails users know.
public enum ResourceAction: String, Sendable, CaseIterable {
    /// GET /posts
    case index
    /// GET /posts/create
    case create
    /// POST /posts
    case store
    /// GET /posts/{post}
    case show
    /// GET /posts/{post}/edit
    case edit
    /// PUT or PATCH /posts/{post}
    case update
    /// DELETE /posts/{post}
    case destroy
}

extension Routes {
    /// Declares the routes of a resource for those of its seven actions that the controller has, named `posts.index` and
    /// so on.
    ///
    /// - Parameters:
    ///   - name: the plural: it is the path and the prefix of the names; its singular is the placeholder.
    ///   - controller: the controller.
    ///   - only: the actions to declare; all by default.
    ///   - except: actions to leave out.
    public func resource<C: Controller>(
        _ name: String, _ controller: C.Type, only: Set<ResourceAction> = Set(ResourceAction.allCases),
        except: Set<ResourceAction> = [], file: String = #filePath, line: Int = #line
    ) {
        let base = name.split(separator: "/").last.map(String.init) ?? name
        let placeholder = "{\(CaseConversion.camel(Inflector.singular(base)))}"
        let actions = C.actions
        for kind in ResourceAction.allCases where only.contains(kind) && !except.contains(kind) {
            guard let action = actions[kind.rawValue] else { continue }
            match(kind.methods, "\(name)/\(kind.suffix(placeholder))", action, file: file, line: line)
                .name("\(name.split(separator: "/").joined(separator: ".")).\(kind.rawValue)")
        }
    }
}

extension ResourceAction {
    fileprivate var methods: [HTTPRequest.Method] {
        switch self {
        case .index, .create, .show, .edit: [.get]
        case .store: [.post]
        case .update: [.put, .patch]
        case .destroy: [.delete]
        }
    }

    fileprivate func suffix(_ placeholder: String) -> String {
        switch self {
        case .index, .store: ""
        case .create: "create"
        case .show, .update, .destroy: placeholder
        case .edit: "\(placeholder)/edit"
        }
    }
}
