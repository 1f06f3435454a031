/// Templates as they were read for checks. Given to several checks, it has each template read once:
///
/// ```swift
/// let read = ParsedTemplates()
/// let faults = pages.flatMap { engine.checkNames(of: $0.name, given: $0.types, read: read) }
/// ```
///
/// It does not look whether a template has changed: make one for each round of checks.
public final class ParsedTemplates {
    struct Body {
        let statements: [StatementNode]
        let origin: TemplateOrigin
    }

    /// By their names; nil for one that has faults.
    private var bodies: [String: Body?] = [:]

    /// Nothing yet.
    public init() {}

    /// A template as it was read; nil for one that has faults, which are told elsewhere.
    func body(of name: String, in engine: TemplateEngine) -> Body? {
        if let known = bodies[name] { return known }
        let body = Self.parse(name, engine)
        bodies[name] = .some(body)
        return body
    }

    private static func parse(_ name: String, _ engine: TemplateEngine) -> Body? {
        guard let source = try? engine.load(name),
            let (bytes, origin) = try? SourceText.prepare(source, name: name, syntax: engine.configuration.syntax),
            let parsed = try? Parser.parse(
                bytes, origin: origin, configuration: engine.configuration, collectsFaults: false)
        else { return nil }
        var stack = StackGuard()
        // Twice as deep as rendering, which goes through expressions with less on the stack.
        guard stack.hasRoom(forLevels: 2 * parsed.depth) else { return nil }
        return Body(statements: parsed.body, origin: origin)
    }
}
