extension TemplateEngine {
    /// How an engine reads and renders templates.
    public struct Configuration: Sendable {
        /// The marks of the language.
        public var syntax = TemplateSyntax()
        /// Parts of the language that Jinja has as extensions; `do` and the loop controls are on.
        public var extensions: Set<TemplateExtension> = [.do, .loopControls]
        /// What happens when a template uses a name that does not exist: an error.
        public var undefined: TemplateUndefined.Behavior = .strict
        /// Whether outputs are escaped for HTML.
        public var autoescape = true
        /// What a render may use up.
        public var limits = TemplateLimits()
        /// Filters of your own, by name; one with the name of a built-in filter replaces it.
        public var filters: [String: TemplateFilter] = [:]
        /// Tests of your own, by name.
        public var tests: [String: TemplateTest] = [:]
        /// Values and functions that every template sees, by name.
        public var globals: [String: TemplateValue] = [:]
        /// What is done to every value before it is printed: Jinja's `finalize`.
        public var finalize: (@Sendable (TemplateValue) throws -> TemplateValue)?
        /// Gives a text of the `i18n` extension in the reader's language; nil, as nil from it, leaves it as it is.
        public var translate: (@Sendable (TemplateMessage) -> String?)?
        /// Keeps what `{% cache %}` has rendered; without it everything is rendered anew.
        public var fragments: (any TemplateFragmentStore)? = TemplateFragmentMemory()
        /// Names of ``TemplateScope/shared`` whose values belong to one visitor: refused inside of `{% cache %}`.
        public var personalNames: Set<String> = []
        /// Names of ``TemplateScope/shared`` whose values are functions: checks tell where one is printed and not called.
        public var functionNames: Set<String> = []
        /// Names of ``TemplateScope/shared`` whose values have members, and no text of their own: checks tell where one is
        /// printed.
        public var objectNames: Set<String> = []
        /// Whether an output is escaped as its place in the page asks for: in an address, a script, a style. Without it
        /// everything is escaped for HTML, as Jinja does.
        public var escapesByContext = true
        /// Functions that are called with the name of something, as `route('posts.show', post)` is: for each what is wrong
        /// with a call; nil if nothing is. Checked where the name is written out.
        public var literalChecks: [String: @Sendable (TemplateCall) -> TemplateFault?] = [:]
        /// The same for what keeps no template from working: ``TemplateEngine/findings(shared:)`` tells of it.
        public var literalDoubts: [String: @Sendable (TemplateCall) -> TemplateFault?] = [:]
        /// What the filters of Jinja take from its policies.
        public var policies = TemplatePolicies()

        /// Jinja's language, with HTML escaped and undefined names refused.
        public init() {}
    }
}

/// Settings of built-in filters, as Jinja's policies.
public struct TemplatePolicies: Sendable {
    /// How many characters a text may be longer than `truncate` was told.
    public var truncateLeeway = 5
    /// The `rel` of links that `urlize` makes.
    public var urlizeRel = "noopener"
    /// The `target` of links that `urlize` makes.
    public var urlizeTarget: String?
    /// Schemes beside http and mailto that `urlize` makes links of.
    public var urlizeExtraSchemes: [String] = []
    /// Whether `tojson` sorts the keys of dictionaries.
    public var jsonSortsKeys = true

    /// Jinja's defaults.
    public init() {}
}
