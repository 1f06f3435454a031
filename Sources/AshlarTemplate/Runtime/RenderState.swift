/// What one render has in its hands: the output, the limits it is nearing, and what must be let go of at its end.
final class RenderState {
    let engine: TemplateEngine
    let limits: TemplateLimits
    let behavior: TemplateUndefined.Behavior
    private let finalize: (@Sendable (TemplateValue) throws -> TemplateValue)?
    // Written for every piece of a page; no access outlasts the statement that makes it.
    @exclusivity(unchecked) var output: OutputBuffer
    /// How long the output may get: more inside of what is captured, which is measured alone.
    @exclusivity(unchecked) private var outputEnd: Int
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
    /// What attributes are whose names are put together of values.
    var attributes = KnownAttributes()
    /// How many of the bytes that a render may write are left.
    private var bytesLeft: Int

    /// - Parameter capacity: how many bytes the page probably has.
    init(engine: TemplateEngine, scope: TemplateScope, capacity: Int) {
        self.engine = engine
        self.scope = scope
        limits = engine.configuration.limits
        behavior = engine.configuration.undefined
        finalize = engine.configuration.finalize
        autoescape = engine.configuration.autoescape
        output = OutputBuffer(capacity: min(max(capacity, 4096), limits.outputBytes))
        bytesLeft = limits.outputBytes
        outputEnd = limits.outputBytes
    }

    /// A value of the scope that all templates share, made once.
    func sharedValue(of name: String) -> TemplateValue? {
        guard let values = scope.shared else { return nil }
        if cacheDepth > 0, engine.configuration.personalNames.contains(name) {
            // Any use is an error, but for asking whether there is one.
            let message = "\(CacheStatement.message(for: name)). \(CacheStatement.suggestion)"
            return .undefined(TemplateUndefined(hint: message, behavior: .strict))
        }
        if let value = shared[name] { return value }
        guard let value = values.value(named: name).map({ TemplateValue($0) }) else { return nil }
        shared[name] = value
        return value
    }

    // MARK: Output

    /// What was written since the last time, with its stacks in place.
    func takeOutput() -> [UInt8] {
        bytesLeft -= output.count
        outputEnd = bytesLeft
        return stacks.filled(output.take())
    }

    /// Goes on, perhaps on another thread.
    func resume() { stack = StackGuard() }

    func write(_ bytes: [UInt8]) throws {
        output.append(bytes)
        try checkOutput()
    }

    @inline(__always)
    func write(_ text: TemplateText) throws {
        output.append(text)
        try checkOutput()
    }

    @inline(__always)
    func checkOutput() throws {
        if output.count > outputEnd { throw outputFailure }
    }

    /// Refuses an address that was put together of values, if all of it is none.
    ///
    /// - Parameter quote: what the attribute's value begins with; values never hold it.
    func checkAddress(behind quote: UInt8) throws {
        let start = output.end(ofLast: quote)
        guard !SafeAddress.isSafe(html: output.text(from: start)) else { return }
        output.truncate(to: start)
        try write(Array(SafeAddress.refused.utf8))
    }

    private var outputFailure: Failure {
        Failure(limit: "outputBytes", "the page is longer than \(limits.outputBytes) bytes")
    }

    func finalized(_ value: TemplateValue) throws -> TemplateValue {
        try finalize?(value) ?? value
    }

    /// Prints a value: escaped, unless it is markup or autoescape is off.
    @inline(__always)
    func write(_ value: TemplateValue) throws {
        if finalize == nil, case .string(let text) = value, autoescape {
            output.append(escaping: text)
            return try checkOutput()
        }
        try writeAny(value)
    }

    @inline(never)
    private func writeAny(_ value: TemplateValue) throws {
        let value = try finalized(value)
        switch value {
        case .string(let text): if autoescape { output.append(escaping: text) } else { output.append(text) }
        case .markup(let markup): output.append(markup.html)
        case .int(let number): output.append(number)
        case .object(let object) where autoescape:
            if let markup = object.markup {
                output.append(markup.html)
            } else {
                output.append(escaping: try value.text())
            }
        default: if autoescape { output.append(escaping: try value.text()) } else { output.append(try value.text()) }
        }
        try checkOutput()
    }

    /// What a body writes, as a value: markup if autoescape is on.
    func capture(_ body: () throws -> Void) throws -> TemplateValue {
        let text = try captureText(body)
        return autoescape ? .markup(Markup(text)) : .string(text)
    }

    func captureText(_ body: () throws -> Void) throws -> String {
        let (start, end) = (output.count, outputEnd)
        let (limit, overflow) = start.addingReportingOverflow(bytesLeft)
        outputEnd = overflow ? .max : limit
        defer {
            output.truncate(to: start)
            outputEnd = end
        }
        try body()
        return output.text(from: start)
    }

    // MARK: Limits

    /// Runs a part of a template from another one, unless they call each other too deeply.
    func enter<Result>(_ template: CompiledTemplate, _ body: () throws -> Result) throws -> Result {
        guard depth < limits.callDepth, stack.hasRoom(forLevels: template.depth + Self.levelsPerCall) else {
            throw tooDeep
        }
        depth += 1
        defer { depth -= 1 }
        return try body()
    }

    private var tooDeep: Failure {
        let message = "macros, includes, blocks or loops call each other more than \(depth) levels deep"
        let hint = "Look for one that calls itself without an end."
        if depth >= limits.callDepth { return Failure(limit: "callDepth", message, hint: hint) }
        return depth == 0
            ? Failure(.limit, "the template is nested too deeply for this thread's stack")
            // There is no more stack, whatever the limit.
            : Failure(.limit, message, suggestion: hint)
    }

    /// What lies between a call and what is called.
    private static let levelsPerCall = 8

    @inline(__always)
    func countIteration() throws {
        iterations += 1
        if iterations > limits.iterations { throw tooManyRounds }
    }

    private var tooManyRounds: Failure {
        Failure(limit: "iterations", "the loops have gone more than \(limits.iterations) rounds")
    }

    /// Counts the elements that an operator or a method looks at or moves.
    func countVisits(_ count: Int) throws {
        visits += count
        if visits > limits.elementVisits {
            throw Failure(
                limit: "elementVisits",
                "operators and methods have looked at more than \(limits.elementVisits) elements")
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
            frame.clear()
            frame.context.release()
        }
        held = []
        modules = [:]
    }
}
