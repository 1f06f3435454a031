/// Where templates come from.
public protocol TemplateLoader: Sendable {
    /// A template's text.
    ///
    /// - Parameter name: a name such as `posts/index.html`; the engine has checked it with ``TemplateName``.
    /// - Returns: nil if there is no such template.
    /// - Throws: if there is one that cannot be read.
    func load(_ name: String) throws -> TemplateSource?

    /// What changes when a template's text changes; nil if there is no such template.
    ///
    /// It is asked once a render for each template in it, where ``watchesChanges`` is true.
    func version(of name: String) -> TemplateVersion?

    /// Whether texts may change while the process runs.
    var watchesChanges: Bool { get }

    /// The names of all templates, in order.
    func names() throws -> [String]

    /// What to do about a template that does not exist, as a sentence; nil if nothing is known.
    func hint(forMissing name: String) -> String?
}

extension TemplateLoader {
    /// Nothing is known.
    public func hint(forMissing name: String) -> String? { nil }
}

/// A template's text as a loader found it.
public struct TemplateSource: Sendable {
    /// The text's bytes, which should be UTF-8.
    public var bytes: [UInt8]
    /// The file, for messages; nil if there is none.
    public var path: String?
    /// The version that the bytes belong to.
    public var version: TemplateVersion?

    /// Describes a text.
    public init(bytes: [UInt8], path: String? = nil, version: TemplateVersion? = nil) {
        self.bytes = bytes
        self.path = path
        self.version = version
    }
}

/// Tells one state of a template's text from another.
public struct TemplateVersion: Sendable, Hashable {
    private let parts: [Int64]

    /// A version that is the same as another one of the same parts: a file's time, size and number.
    public init(_ parts: Int64...) { self.parts = parts }
}
