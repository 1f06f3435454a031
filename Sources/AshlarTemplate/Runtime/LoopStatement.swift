/// `{% for %}`
struct LoopStatement: Executable {
    let target: Target
    let iterable: any Evaluable
    let test: (any Evaluable)?
    let body: [any Executable]
    let otherwise: [any Executable]
    /// The variables that are new in every round.
    let bodyScope: [Int]
    let otherwiseScope: [Int]
    /// Where `loop` lives, if the body asks for it.
    let loopSlot: Int?
    /// For a recursive loop, how many slots its own frame has.
    let recursiveSlotCount: Int?
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        let value = try iterable.evaluate(frame)
        guard let slotCount = recursiveSlotCount else {
            return try run(over: value, in: frame, depth: 0)
        }
        frame.state.hold(frame)
        return try run(over: value, in: inner(frame, slotCount), depth: 0)
    }

    private func inner(_ frame: Frame, _ slotCount: Int) -> Frame {
        Frame(slotCount: slotCount, parent: frame, context: frame.context, template: frame.template, block: frame.block)
    }

    private func run(over value: TemplateValue, in frame: Frame, depth: Int) throws -> Flow {
        var sequence: any TemplateSequence
        do {
            sequence = try value.requiredElements()
            if let test { sequence = try filtered(sequence, by: test, frame) }
        } catch { throw frame.error(error, at: offset) }
        guard sequence.count > 0 else {
            for slot in otherwiseScope { frame.slots[slot] = nil }
            return try otherwise.execute(frame)
        }
        let loop = loopSlot.map { slot in
            let loop = LoopObject(sequence, depth: depth, recursion: recursion(frame), behavior: frame.state.behavior)
            frame.slots[slot] = .object(loop)
            return loop
        }
        var index = 0
        // The count is asked for each time: the body may add to the list, or take from it.
        while index < sequence.count {
            for slot in bodyScope { frame.slots[slot] = nil }
            if let loop, let loopSlot {
                loop.advance(to: index)
                frame.slots[loopSlot] = .object(loop)
            }
            do {
                try frame.state.countIteration()
                try target.assign(try sequence.element(at: index), frame)
            } catch { throw frame.error(error, at: offset) }
            if try body.execute(frame) == .breakLoop { break }
            index += 1
        }
        return .next
    }

    private func filtered(_ sequence: any TemplateSequence, by test: any Evaluable, _ frame: Frame) throws
        -> TemplateArray
    {
        var kept: [TemplateValue] = []
        for index in 0..<sequence.count {
            try frame.state.countIteration()
            let element = try sequence.element(at: index)
            try target.assign(element, frame)
            if try test.evaluate(frame).truth() { kept.append(element) }
        }
        return TemplateArray(kept)
    }

    /// What `loop(children)` does.
    private func recursion(_ frame: Frame) -> LoopObject.Recursion? {
        guard let slotCount = recursiveSlotCount, let outer = frame.parent else { return nil }
        return RenderBound(
            { value, depth in
                try outer.state.enter(outer.template) {
                    try outer.state.capture {
                        _ = try self.run(over: value, in: self.inner(outer, slotCount), depth: depth)
                    }
                }
            }, of: frame.state)
    }
}
