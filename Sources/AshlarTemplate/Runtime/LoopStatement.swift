/// `{% for %}`
final class LoopStatement: Statement, @unchecked Sendable {
    // Sendable because it is constant, and what it holds is Sendable.
    private let target: Target
    private let iterable: any Evaluable
    private let test: (any Evaluable)?
    private let body: Body
    private let otherwise: Body
    /// The variables that are new in every round.
    private let bodyScope: [Int]
    private let otherwiseScope: [Int]
    /// Where `loop` lives, if the body asks for it.
    private let loopSlot: Int?
    /// For a recursive loop, how many slots its own frame has.
    private let recursiveSlotCount: Int?
    private let offset: Int

    init(
        target: Target, iterable: any Evaluable, test: (any Evaluable)?, body: Body, otherwise: Body, bodyScope: [Int],
        otherwiseScope: [Int], loopSlot: Int?, recursiveSlotCount: Int?, offset: Int
    ) {
        self.target = target
        self.iterable = iterable
        self.test = test
        self.body = body
        self.otherwise = otherwise
        self.bodyScope = bodyScope
        self.otherwiseScope = otherwiseScope
        self.loopSlot = loopSlot
        self.recursiveSlotCount = recursiveSlotCount
        self.offset = offset
    }

    override func execute(_ frame: Frame) throws -> Flow {
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
            frame.empty(otherwiseScope)
            return try otherwise.execute(frame)
        }
        let loop = loopSlot.map { _ in
            LoopObject(sequence, depth: depth, recursion: recursion(frame), behavior: frame.state.behavior)
        }
        if case .slot(let slot, nil) = target, let records = sequence as? RecordSequence {
            try run(over: records, into: slot, loop, frame)
        } else {
            try run(over: sequence, loop, frame)
        }
        return .next
    }

    private func run(over sequence: any TemplateSequence, _ loop: LoopObject?, _ frame: Frame) throws {
        var index = 0
        // The count is asked for each time: the body may add to the list, or take from it.
        while index < sequence.count {
            try begin(index, loop, frame)
            do { try target.assign(try sequence.element(at: index), frame) } catch {
                throw frame.error(error, at: offset)
            }
            if try body.execute(frame) == .breakLoop { return }
            index += 1
        }
    }

    private func run(over records: RecordSequence, into slot: Int, _ loop: LoopObject?, _ frame: Frame) throws {
        let count = records.count
        guard count > 0 else { return }
        var record = try records.record(at: 0)
        for index in 0..<count {
            try begin(index, loop, frame)
            // Nobody has kept the last round's object: it serves again.
            if isKnownUniquelyReferenced(&record) {
                record.move(to: index)
            } else {
                record = try records.record(at: index)
            }
            frame[slot] = .object(record)
            if try body.execute(frame) == .breakLoop { return }
        }
    }

    /// Empties the variables of a round.
    @inline(__always)
    private func begin(_ index: Int, _ loop: LoopObject?, _ frame: Frame) throws {
        frame.empty(bodyScope)
        if let loop, let loopSlot {
            loop.advance(to: index)
            frame[loopSlot] = .object(loop)
        }
        do { try frame.state.countIteration() } catch { throw frame.error(error, at: offset) }
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
