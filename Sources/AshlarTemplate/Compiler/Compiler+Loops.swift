// `{% for %}`
extension Compiler {
    mutating func compile(_ loop: LoopNode, _ offset: Int) throws -> any Executable {
        if loop.target.names.contains("loop") || NameCollector.assigned(in: loop.body).contains("loop") {
            throw failure("\"loop\" is the loop's own variable and cannot be assigned to", at: offset)
        }
        let iterable = try compile(loop.iterable)
        guard loop.isRecursive else {
            let (parts, otherwise) = try parts(of: loop, offset)
            return LoopStatement(
                target: parts.target, iterable: iterable, test: parts.test, body: parts.statements,
                otherwise: otherwise.result, bodyScope: parts.scope, otherwiseScope: otherwise.slots,
                loopSlot: parts.loopSlot, recursiveSlotCount: nil, offset: offset)
        }
        let inBlock = isInBlock
        let ((parts, otherwise), slotCount) = try inFrame(seesOutside: true) { compiler in
            compiler.isInBlock = inBlock
            return try compiler.parts(of: loop, offset)
        }
        return LoopStatement(
            target: parts.target, iterable: iterable, test: parts.test, body: parts.statements,
            otherwise: otherwise.result, bodyScope: parts.scope, otherwiseScope: otherwise.slots,
            loopSlot: parts.loopSlot, recursiveSlotCount: slotCount, offset: offset)
    }

    private struct LoopParts {
        let target: Target
        let test: (any Evaluable)?
        let statements: Body
        let scope: [Int]
        let loopSlot: Int?
    }

    /// The rounds, and what stands in for them where there are none. Either may lead to what follows.
    private mutating func parts(
        of loop: LoopNode, _ offset: Int
    ) throws -> (rounds: LoopParts, otherwise: (result: Body, slots: [Int])) {
        let start = position
        let otherwise = try inScope(of: loop.otherwise) { try $0.compile(loop.otherwise) }
        let end = position
        position = start
        let rounds = try rounds(of: loop, offset)
        join(end)
        return (rounds, otherwise)
    }

    /// A round begins where the loop does, or where the round before it ended: what it prints has to suit both. Where they
    /// differ, the body is compiled anew for what they have in common, until a round ends where it may begin.
    private mutating func rounds(of loop: LoopNode, _ offset: Int) throws -> LoopParts {
        guard let start = position else { return try body(of: loop) }
        let (outside, before, layout, printed) = (loopEnds, self, scope.layout.state, printedCount)
        defer { loopEnds = outside }
        // What was found for the loop the last time, where it stands in one that is compiled anew.
        var entry = loopEntries[offset].map { start.joined(with: $0) } ?? start
        for _ in 0..<Self.mostTries {
            (position, loopEnds) = (entry, LoopEnds())
            let parts = try body(of: loop)
            let end = position ?? entry
            let next = loopEnds.rounds.reduce(entry.joined(with: end)) { $0.joined(with: $1) }
            if next.leads(whereverDoes: entry) {
                loopEntries[offset] = entry
                position = loopEnds.all.reduce(end) { $0.joined(with: $1) }
                return parts
            }
            if next.place == .unclear {
                // Where nothing is printed, nothing has to be escaped: it is what follows that is unclear.
                if printedCount > printed {
                    let other = ([end] + loopEnds.rounds).first { entry.joined(with: $0).place == .unclear } ?? end
                    try report(misplacedRounds(from: entry, to: other, offset))
                }
                position = .unclear
                return parts
            }
            let entries = loopEntries
            self = before
            scope.layout.state = layout
            (entry, loopEntries) = (next, entries)
        }
        throw misplacedRounds(from: start, to: entry, offset)
    }

    /// More than any text takes to come to rest.
    private static let mostTries = 16

    private func misplacedRounds(from start: HTMLPosition, to end: HTMLPosition, _ offset: Int) -> TemplateError {
        failure(
            "the loop begins in \(start.described), and a round of it ends in \(end.described): "
                + "what the next one prints would be escaped for the wrong place", at: offset,
            suggestion: "Let each round end where it begins: close in it what it opens.")
    }

    private mutating func body(of loop: LoopNode) throws -> LoopParts {
        let needsLoop =
            loop.isRecursive || NameCollector.mentions(["loop"], in: loop.body)
            || NameCollector.holdsScopedBlock(loop.body)
        loopDepth += 1
        defer { loopDepth -= 1 }
        let (parts, slots) = try inScope(of: loop.body) { compiler in
            let target = compiler.compileFilled(loop.target)
            // The test is read before `loop` is there: it does not see this loop's.
            let test = try loop.test.map { try compiler.compile($0) }
            let loopSlot = needsLoop ? compiler.declare("loop", isFilled: true) : nil
            return (target, test, loopSlot, try compiler.compile(loop.body))
        }
        return LoopParts(target: parts.0, test: parts.1, statements: parts.3, scope: slots, loopSlot: parts.2)
    }
}

/// Where rounds of a loop end before their bodies do.
struct LoopEnds {
    /// At `{% continue %}`: another round follows.
    var rounds: [HTMLPosition] = []
    /// At `{% break %}`.
    var breaks: [HTMLPosition] = []

    var all: [HTMLPosition] { rounds + breaks }
}
