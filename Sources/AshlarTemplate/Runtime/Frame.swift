/// The variables of a running template, block or macro: one slot for each name that its text assigns or looks up.
final class Frame {
    /// Nil where nothing is assigned yet.
    // Read for every name of a page; no access outlasts the statement that makes it.
    @exclusivity(unchecked) var slots: [TemplateValue?]
    /// The frame around a macro's or a recursive loop's.
    let parent: Frame?
    let context: Context
    let state: RenderState
    let template: CompiledTemplate
    /// The block that runs, for `super()`.
    let block: (name: String, level: Int)?

    init(
        slotCount: Int, parent: Frame?, context: Context, template: CompiledTemplate,
        block: (name: String, level: Int)? = nil
    ) {
        slots = [TemplateValue?](repeating: nil, count: slotCount)
        self.parent = parent
        self.context = context
        state = context.state
        self.template = template
        self.block = block
    }

    func outer(_ hops: Int) -> Frame {
        var frame = self
        for _ in 0..<hops { if let parent = frame.parent { frame = parent } }
        return frame
    }

    func undefined(_ name: String) -> TemplateValue {
        .undefined(TemplateUndefined(name: name, behavior: state.behavior))
    }

    /// A block is compiled for where its own template has it: the parent must not have it in a script or a tag.
    func checkPositions(of parent: CompiledTemplate, at offset: Int) throws {
        for block in parent.placedBlocks {
            guard let entry = context.blocks[block.name]?.first(where: { $0.block.hasOutputs }),
                entry.block.position != block.position
            else { continue }
            throw TemplateError(misplaced: block, of: parent, in: entry)
        }
    }

    /// Forgets names that were undefined when they were looked up.
    func forgetUndefined() {
        for index in slots.indices where slots[index]?.isUndefined == true { slots[index] = nil }
    }

    /// An error with the place of an expression of this frame's template.
    func error(_ error: any Error, at offset: Int) -> any Error {
        if error is TemplateError { return error }
        guard let failure = error as? Failure else { return wrapped(error, at: offset) }
        return TemplateError(
            failure.kind, failure.message, in: template.origin, at: offset,
            suggestion: failure.suggestion ?? failure.undefined.flatMap { suggestion(for: $0) })
    }
}

/// How a statement ended.
enum Flow {
    case next, breakLoop, continueLoop, flush
}

extension [any Executable] {
    /// Runs statements in order, until one leaves the loop around them.
    @inline(__always)
    func execute(_ frame: Frame) throws -> Flow {
        // In place: an existential that leaves its array is retained.
        try withUnsafeBufferPointer { statements in
            for index in 0..<statements.count {
                let flow = try statements[index].execute(frame)
                if flow != .next { return flow }
            }
            return .next
        }
    }
}
