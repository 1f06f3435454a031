/// What one render has in its hands: the output, the limits it is nearing, and what must be let go of at its end.
final class RenderState {
    let engine: TemplateEngine
    let limits: TemplateLimits
    let behavior: TemplateUndefined.Behavior
    private let finalize: (@Sendable (TemplateValue) throws -> TemplateValue)?
    // Written for every piece of a page; no access outlasts the statement that makes it.
    @exclusivity(unchecked) var output: [UInt8] = []
    @exclusivity(unchecked) var autoescape: Bool
    /// Modules that were imported without context: one is enough for a render.
    var modules: [ObjectIdentifier: ModuleObject] = [:]
    private(set) var isFinished = false
    private var depth = 0
    @exclusivity(unchecked) private var iterations = 0
    private var stack = StackGuard()
    private var held: [Frame] = []
    private var namespaces: [Namespace] = []
    private var lists: [ObjectIdentifier: TemplateArray] = [:]
    private var dictionaries: [ObjectIdentifier: TemplateDictionary] = [:]
    private var visits = 0
    /// Templates that were looked at already, so that a file is checked for changes once a render.
    var templates: [String: CompiledTemplate] = [:]

    let scope: TemplateScope
    private var shared: [String: TemplateValue] = [:]
    var stacks = RenderStacks()
    /// How many `{% cache %}` the current place is in.
    var cacheDepth = 0
    @exclusivity(unchecked) private var sentBytes = 0

    /// - Parameter capacity: how many bytes the page probably has.
    init(engine: TemplateEngine, scope: TemplateScope, capacity: Int) {
        self.engine = engine
        self.scope = scope
        limits = engine.configuration.limits
        behavior = engine.configuration.undefined
        finalize = engine.configuration.finalize
        autoescape = engine.configuration.autoescape
        output.reserveCapacity(min(max(capacity, 4096), limits.outputBytes))
    }

    /// A value of the scope that all templates share, made once.
    func sharedValue(of name: String) -> TemplateValue? {
        guard let values = scope.shared else { return nil }
        if let value = shared[name] { return value }
        guard let value = values.value(named: name).map({ TemplateValue($0) }) else { return nil }
        shared[name] = value
        return value
    }

    // MARK: Output

    /// What was written since the last time, with its stacks in place.
    func takeOutput() -> [UInt8] {
        sentBytes += output.count
        let taken = stacks.filled(output)
        output = []
        return taken
    }

    /// Goes on, perhaps on another thread.
    func resume() { stack = StackGuard() }

    @inline(__always)
    func write(_ bytes: [UInt8]) throws {
        output.append(contentsOf: bytes)
        try checkOutput()
    }

    func checkOutput() throws {
        if output.count > limits.outputBytes - sentBytes {
            throw Failure(.limit, "the page is longer than \(limits.outputBytes) bytes")
        }
    }

    func finalized(_ value: TemplateValue) throws -> TemplateValue {
        try finalize?(value) ?? value
    }

    /// Prints a value: escaped, unless it is markup or autoescape is off.
    func write(_ value: TemplateValue) throws {
        let value = try finalized(value)
        switch value {
        case .string(let text):
            if autoescape { HTMLEscape.append(text, to: &output) } else { output.append(contentsOf: text.utf8) }
        case .markup(let markup): output.append(contentsOf: markup.html.utf8)
        case .int(let number): output.append(contentsOf: String(number).utf8)
        default:
            let text = autoescape ? try value.html() : try value.text()
            output.append(contentsOf: text.utf8)
        }
        try checkOutput()
    }

    /// What a body writes, as a value: markup if autoescape is on.
    func capture(_ body: () throws -> Void) throws -> TemplateValue {
        let text = try captureText(body)
        return autoescape ? .markup(Markup(text)) : .string(text)
    }

    func captureText(_ body: () throws -> Void) throws -> String {
        var outside: [UInt8] = []
        swap(&outside, &output)
        defer { swap(&outside, &output) }
        try body()
        return String(decoding: output, as: UTF8.self)
    }

    // MARK: Limits

    /// Runs a part of a template from another one, unless they call each other too deeply.
    func enter<Result>(_ template: CompiledTemplate, _ body: () throws -> Result) throws -> Result {
        guard depth < limits.callDepth, stack.hasRoom(forLevels: template.depth + Self.levelsPerCall) else {
            throw Failure(
                .limit,
                depth == 0
                    ? "the template is nested too deeply for this thread's stack"
                    : "macros, includes, blocks or loops call each other more than \(depth) levels deep",
                suggestion: depth == 0 ? nil : "Look for one that calls itself without an end.")
        }
        depth += 1
        defer { depth -= 1 }
        return try body()
    }

    /// What lies between a call and what is called.
    private static let levelsPerCall = 8

    @inline(__always)
    func countIteration() throws {
        iterations += 1
        if iterations > limits.iterations {
            throw Failure(.limit, "the loops have gone more than \(limits.iterations) rounds")
        }
    }

    /// Counts the elements that an operator or a method looks at or moves.
    func countVisits(_ count: Int) throws {
        visits += count
        if visits > limits.elementVisits {
            throw Failure(.limit, "operators and methods have looked at more than \(limits.elementVisits) elements")
        }
    }

    // MARK: The end

    /// Remembers a frame that a macro or a loop holds, to break the circle when the render is done.
    func hold(_ frame: Frame) {
        if held.last !== frame { held.append(frame) }
    }

    func hold(_ namespace: Namespace) { namespaces.append(namespace) }

    func hold(_ list: TemplateArray) { lists[ObjectIdentifier(list)] = list }

    func hold(_ dictionary: TemplateDictionary) { dictionaries[ObjectIdentifier(dictionary)] = dictionary }

    func finish() {
        isFinished = true
        for namespace in namespaces { namespace.release() }
        namespaces = []
        for list in lists.values { list.release() }
        lists = [:]
        for dictionary in dictionaries.values { dictionary.release() }
        dictionaries = [:]
        for frame in held {
            frame.slots = []
            frame.context.release()
        }
        held = []
        modules = [:]
    }
}
