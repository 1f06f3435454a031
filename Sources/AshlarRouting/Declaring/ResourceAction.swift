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

    var methods: [HTTPRequest.Method] {
        switch self {
        case .index, .create, .show, .edit: [.get]
        case .store: [.post]
        case .update: [.put, .patch]
        case .destroy: [.delete]
        }
    }

    /// Whether it is about one member of the collection, not the collection.
    var isMember: Bool {
        switch self {
        case .index, .create, .store: false
        case .show, .edit, .update, .destroy: true
        }
    }

    /// What follows the resource's own path.
    var suffix: String {
        switch self {
        case .create: "/create"
        case .edit: "/edit"
        default: ""
        }
    }
}

extension Set<ResourceAction> {
    /// Those that an API has: no pages with forms.
    public static var api: Set<ResourceAction> { [.index, .store, .show, .update, .destroy] }
    /// All seven.
    public static var all: Set<ResourceAction> { Set(ResourceAction.allCases) }
}
