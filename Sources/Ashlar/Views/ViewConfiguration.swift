public import AshlarHTTP
public import AshlarRouting
public import AshlarTemplate

/// What an app and its providers add to templates.
///
/// ```swift
/// func views(_ views: inout ViewConfiguration) {
///     views.share("site", "Ashlar Library")
///     views.compose("partials.sidebar") { _ in ["tags": try await Tag.popular()] }
///     views.filter("money") { value, _ in .string("\(try value.text()) EUR") }
/// }
/// ```
public struct ViewConfiguration: Sendable {
    /// Makes values for a template when a page with it is about to be rendered.
    public typealias Composer = @Sendable (ActionContext) async throws -> [String: any Sendable]

    /// Values that are made for each request that asks for them.
    var shared: [String: @Sendable (Request) -> (any Sendable)?] = [:]
    /// The names of those that differ from one request to the next.
    private(set) var personalNames = Set(RequestValues.names)
    var composers: [(pattern: ViewPattern, compose: Composer)] = []
    var filters: [String: TemplateFilter] = [:]
    var tests: [String: TemplateTest] = [:]
    var globals: [String: TemplateValue] = [:]
    var translate: (@Sendable (TemplateMessage) -> String?)?
    var fragments: any TemplateFragmentStore = TemplateFragmentMemory()
    /// Who asks for a page.
    var finder: ViewUser.Finder.Value?
    /// What is known of `auth` before anybody asks.
    var authType: any TemplateNamed.Type = AuthMembers.self
    /// What they may do.
    var decide: (@Sendable (ViewAbility) throws -> Bool)?
    /// What rendering a page may use up at most.
    ///
    /// ```swift
    /// views.limits.iterations = 5_000_000
    /// ```
    public var limits = TemplateLimits()

    init() {}

    /// Gives every template a value.
    public mutating func share(_ name: String, _ value: some Sendable) {
        shared[name] = { _ in value }
        personalNames.remove(name)
    }

    /// Gives every template a value that belongs to the request; made when a template asks for it, and refused in what
    /// `{% cache %}` keeps for all.
    ///
    /// - Parameter value: makes the value; nil leaves the name undefined.
    public mutating func share(_ name: String, for value: @escaping @Sendable (Request) -> (any Sendable)?) {
        shared[name] = value
        personalNames.insert(name)
    }

    /// Makes values for certain templates, wherever they are: a page, its layout, what is included, a component.
    ///
    /// - Parameters:
    ///   - views: names of views, `partials.sidebar`, or of many: `admin.*`. Of several composers the one with the most
    ///     exact name wins; what an action gives to its view goes before all of them.
    ///   - composer: makes the values, before the page is rendered.
    public mutating func compose(_ views: String..., composer: @escaping Composer) {
        for view in views { composers.append((ViewPattern(view), composer)) }
    }

    /// Adds a filter: `{{ price|money }}`.
    public mutating func filter(
        _ name: String, _ body: @escaping @Sendable (TemplateValue, TemplateArguments) throws -> TemplateValue
    ) { filters[name] = TemplateFilter(body) }

    /// Adds a test: `{% if post is published %}`.
    public mutating func test(
        _ name: String, _ body: @escaping @Sendable (TemplateValue, TemplateArguments) throws -> Bool
    ) { tests[name] = TemplateTest(body) }

    /// Adds a function: `{{ gravatar(user.email) }}`.
    public mutating func function(
        _ name: String, _ body: @escaping @Sendable (TemplateArguments) throws -> TemplateValue
    ) { globals[name] = .function(TemplateFunction(name, body)) }

    /// Gives the texts of `t('...')`, `{% trans %}` and gettext's functions in the reader's language.
    ///
    /// - Parameter translator: gives a text in that language; nil leaves it as it is.
    public mutating func translate(_ translator: @escaping @Sendable (TemplateMessage) -> String?) {
        translate = translator
    }

    /// Says who asks for a page: `auth.user`, `auth.check`, `auth.guest` and `auth.id` in templates. Without it all are guests.
    ///
    /// ```swift
    /// views.identify { request in try await User.find(token: request.bearerToken) }
    /// ```
    ///
    /// - Parameter user: finds the user; nil for a guest. It is asked before a page is rendered whose templates name `auth`,
    ///   `can` or `cannot`, once a request.
    public mutating func identify<User: Sendable>(_ user: @escaping @Sendable (Request) async throws -> User?) {
        finder = { request in try await user(request) }
        authType = AuthShape<User>.self
    }

    /// Decides what may be done: `can('update', post)` in templates. Without it `can` is always false.
    ///
    /// ```swift
    /// views.authorize { ability in (ability.user as? User)?.isAdmin == true }
    /// ```
    ///
    /// - Parameter decide: whether the user may; asked for guests, too, and while the page is rendered, so that it cannot wait:
    ///   what it needs is loaded with the user, or with what the action gives to its view.
    public mutating func authorize(_ decide: @escaping @Sendable (ViewAbility) throws -> Bool) { self.decide = decide }

    /// Has `{% cache %}` keep its fragments elsewhere than in the memory of the process.
    public mutating func keepFragments(in store: some TemplateFragmentStore) { fragments = store }
}

/// A provider that gives something to templates.
public protocol ViewContributor: Sendable {
    /// Adds what templates share, before what the app itself adds.
    func views(_ views: inout ViewConfiguration)
}

/// The name of a view, or of all views that begin alike.
struct ViewPattern: Sendable {
    private let path: String
    private let isPrefix: Bool

    init(_ name: String) {
        isPrefix = name.hasSuffix("*")
        path = isPrefix ? Self.folder(String(name.dropLast())) : ViewRenderer.path(of: name)
    }

    private static func folder(_ prefix: String) -> String {
        prefix.contains("/") ? prefix : String(prefix.map { $0 == "." ? "/" : $0 })
    }

    func matches(_ template: String) -> Bool { isPrefix ? template.hasPrefix(path) : template == path }

    /// The more of a name it fixes, the more it counts.
    var weight: Int { isPrefix ? path.utf8.count : .max }
}
