/// The variables of a running template, block or macro: one slot for each name that its text assigns or looks up.
final class Frame {
    private let values: UnsafeMutablePointer<TemplateValue?>
    private let slotCount: Int
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
        self.slotCount = slotCount
        values = .allocate(capacity: slotCount)
        values.initialize(repeating: nil, count: slotCount)
        self.parent = parent
        self.context = context
        state = context.state
        self.template = template
        self.block = block
    }

    deinit {
        values.deinitialize(count: slotCount)
        values.deallocate()
    }

    /// The value of a slot; nil where nothing is assigned yet.
    subscript(slot: Int) -> TemplateValue? {
        @inline(__always) get {
            assert(slot >= 0 && slot < slotCount)
            // The compiler has counted the slots that it hands out.
            return values[slot]
        }
        @inline(__always) set {
            assert(slot >= 0 && slot < slotCount)
            values[slot] = newValue
        }
    }

    /// The object in a slot, which keeps it alive; nil for any other value.
    @inline(__always)
    func object(in slot: Int) -> Unmanaged<AnyObject>? {
        assert(slot >= 0 && slot < slotCount)
        guard case .object(let object)? = values[slot] else { return nil }
        return Unmanaged.passUnretained(object)
    }

    /// Empties slots.
    @inline(__always)
    func empty(_ slots: [Int]) {
        slots.withUnsafeBufferPointer { for slot in $0 { self[slot] = nil } }
    }

    /// Empties all slots: macros hold the frame that holds them.
    func clear() { for slot in 0..<slotCount { self[slot] = nil } }

    func outer(_ hops: Int) -> Frame {
        var frame = self
        for _ in 0..<hops { if let parent = frame.parent { frame = parent } }
        return frame
    }

    func undefined(_ name: String, at offset: Int? = nil) -> TemplateValue {
        .undefined(TemplateUndefined(name: name, behavior: state.behavior, at: offset.map { (template, $0) }))
    }

    /// A block is compiled for where its own template has it: the parent must not have it in a script or a tag.
    func checkPositions(of parent: CompiledTemplate, at offset: Int) throws {
        for block in parent.placedBlocks {
            guard
                let entry = context.blocks[block.name]?.first(where: { !$0.block.content.fits(block.content.position) })
            else { continue }
            throw TemplateError(misplaced: block, of: parent, in: entry)
        }
    }

    /// Forgets names that were undefined when they were looked up.
    func forgetUndefined() {
        for slot in 0..<slotCount where self[slot]?.isUndefined == true { self[slot] = nil }
    }

    /// An error with the place of an expression of this frame's template.
    func error(_ error: any Error, at offset: Int) -> any Error {
        if error is TemplateError { return error }
        guard let failure = error as? Failure else { return wrapped(error, at: offset) }
        // What is undefined is where its name stands, not where an operator or a filter met it.
        return TemplateError(
            failure.kind, failure.message, in: template.origin, at: failure.undefined?.offset(in: template) ?? offset,
            suggestion: failure.suggestion ?? failure.undefined.flatMap { suggestion(for: $0) })
    }
}

/// How a statement ended.
enum Flow {
    case next, breakLoop, continueLoop, flush
}
