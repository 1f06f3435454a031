/// A render that goes in steps: up to the next `{% flush %}` of the outermost template, then on with values that have
/// arrived in the meantime.
///
/// ```swift
/// var rendering = try engine.start("posts/index.html", ["title": "Posts"])
/// if let head = try rendering.next() { try await send(head) }
/// rendering.give(["posts": try await posts])
/// while let piece = try rendering.next() { try await send(piece) }
/// ```
public struct TemplateRendering: ~Copyable {
    private let state: RenderState
    private let context: Context
    private let template: CompiledTemplate
    private var run: PageRun?
    private var isDone = false

    init(_ template: CompiledTemplate, engine: TemplateEngine, values: [String: any Sendable], scope: TemplateScope) {
        state = RenderState(engine: engine, scope: scope, capacity: 0)
        state.templates[template.origin.name] = template
        context = Context(
            state: state, templateName: template.origin.name, given: values,
            fallback: scope.composed[template.origin.name] ?? [:])
        self.template = template
    }

    deinit { state.finish() }

    /// Values that the rest of the page can name.
    public mutating func give(_ values: [String: any Sendable]) {
        context.give(values)
        run?.frame?.forgetUndefined()
    }

    /// Whether a template with that name in the page would find a value.
    public func has(_ name: String) -> Bool { context.value(of: name) != nil }

    /// The next piece of the page, to the next `{% flush %}` or to the end; nil when there is no more.
    ///
    /// - Throws: ``TemplateError``
    public mutating func next() throws -> [UInt8]? {
        guard !isDone else { return nil }
        // Another thread has another stack.
        state.resume()
        do {
            try state.enter(template) {
                var run = run ?? PageRun(template)
                isDone = try run.proceed(state, context, stopsAtFlush: true)
                self.run = run
            }
        } catch let failure as Failure {
            isDone = true
            throw TemplateError(
                failure.kind, failure.message, in: template.origin, at: nil, suggestion: failure.suggestion)
        } catch {
            isDone = true
            throw error
        }
        return state.takeOutput()
    }
}

/// Where a page is: which of the templates that extend each other runs, and which of its statements comes next.
struct PageRun {
    private var current: CompiledTemplate
    private(set) var frame: Frame?
    private var index = 0
    private var visited: [(name: String, line: String)] = []

    init(_ template: CompiledTemplate) { current = template }

    /// Runs the page to its end, or to the next flush.
    ///
    /// - Parameter isDefining: whether only what defines something runs: the page itself is not wanted.
    /// - Returns: whether it is done.
    mutating func proceed(
        _ state: RenderState, _ context: Context, stopsAtFlush: Bool = false, isDefining: Bool = false
    ) throws -> Bool {
        do {
            while true {
                let frame = self.frame ?? begin(context)
                let statements = isDefining ? current.definitions : current.root.statements
                while index < statements.count {
                    let flow = try statements.execute(index, frame)
                    index += 1
                    if flow == .flush, stopsAtFlush { return false }
                }
                guard let parent = context.parent else { return true }
                // What a template writes outside of its blocks has no place in its parent.
                state.output.truncate(to: parent.outputLength)
                let line = current.origin.place(ofOffset: parent.offset).line
                visited.append(
                    (current.origin.name, "\(current.origin.name):\(line) extends \(parent.template.origin.name)"))
                if visited.contains(where: { $0.name == parent.template.origin.name }) {
                    throw frame.error(
                        Failure(
                            "\"\(parent.template.origin.name)\" extends itself", suggestion: "Extend another template."),
                        at: parent.offset)
                }
                try frame.checkPositions(of: parent.template, at: parent.offset)
                current = parent.template
                self.frame = nil
            }
        } catch var error as TemplateError {
            error.way.insert(contentsOf: visited.map(\.line), at: 0)
            throw error
        }
    }

    private mutating func begin(_ context: Context) -> Frame {
        context.add(blocksOf: current)
        context.parent = nil
        if !visited.isEmpty { context.fallBack(on: context.state.scope.composed[current.origin.name] ?? [:]) }
        let frame = Frame(slotCount: current.root.slotCount, parent: nil, context: context, template: current)
        self.frame = frame
        index = 0
        return frame
    }
}
