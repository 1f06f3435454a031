import Synchronization

/// `loop`: where a loop is.
final class LoopObject: RecordObject, @unchecked Sendable {
    // Sendable because what changes is atomic or has a lock.

    /// Runs the loop's body over other elements, one level deeper.
    typealias Recursion = RenderBound<(TemplateValue, Int) throws -> TemplateValue>

    private let sequence: any TemplateSequence
    private let depth: Int
    private let recursion: Recursion?
    private let behavior: TemplateUndefined.Behavior
    private let index = Atomic(0)
    /// What `loop.changed` was given the last time.
    private let last = Mutex<[TemplateValue]?>(nil)

    init(
        _ sequence: any TemplateSequence, depth: Int, recursion: Recursion?, behavior: TemplateUndefined.Behavior
    ) {
        self.sequence = sequence
        self.depth = depth
        self.recursion = recursion
        self.behavior = behavior
    }

    /// How deep containers are nested in what it goes through.
    var nesting: Int { 1 + TemplateValue.array(sequence).depth }

    func advance(to index: Int) { self.index.store(index, ordering: .relaxed) }

    override var placedNames: [String] { Self.names }
    static let names = Member.allCases.map(\.rawValue)

    private enum Member: String, CaseIterable {
        case index, index0, revindex, revindex0, first, last, length, depth, depth0, previtem, nextitem, cycle, changed
    }

    private static let members = Member.allCases

    override var typeName: String { "loop" }
    override var text: String { "<LoopContext \(index.load(ordering: .relaxed) + 1)/\(sequence.count)>" }

    override func member(named name: String) throws -> TemplateValue? {
        try Member(rawValue: name).map { try value(of: $0) }
    }

    override func member(at place: Int) throws -> TemplateValue? {
        Self.members.indices.contains(place) ? try value(of: Self.members[place]) : nil
    }

    private func value(of member: Member) throws -> TemplateValue {
        let index = index.load(ordering: .relaxed)
        switch member {
        case .index: return .int(index + 1)
        case .index0: return .int(index)
        case .revindex: return .int(sequence.count - index)
        case .revindex0: return .int(sequence.count - index - 1)
        case .first: return .bool(index == 0)
        case .last: return .bool(index == sequence.count - 1)
        case .length: return .int(sequence.count)
        case .depth: return .int(depth + 1)
        case .depth0: return .int(depth)
        case .previtem:
            return index > 0 ? try sequence.element(at: index - 1) : undefined("there is no previous item")
        case .nextitem:
            return index + 1 < sequence.count
                ? try sequence.element(at: index + 1) : undefined("there is no next item")
        case .cycle: return .function(TemplateFunction("loop.cycle") { try self.cycle($0) })
        case .changed: return .function(TemplateFunction("loop.changed") { try self.changed($0) })
        }
    }

    private func undefined(_ hint: String) -> TemplateValue {
        .undefined(TemplateUndefined(hint: hint, behavior: behavior))
    }

    private func cycle(_ arguments: TemplateArguments) throws -> TemplateValue {
        guard !arguments.positional.isEmpty else { throw Failure("loop.cycle needs at least one value") }
        return arguments.positional[index.load(ordering: .relaxed) % arguments.positional.count]
    }

    private func changed(_ arguments: TemplateArguments) throws -> TemplateValue {
        let before = last.withLock { $0 }
        if let before, try TemplateValue.list(before).equals(.list(arguments.positional)) { return .bool(false) }
        last.withLock { $0 = arguments.positional }
        return .bool(true)
    }

    override var isCallable: Bool { recursion != nil }

    override func call(_ arguments: TemplateArguments) throws -> TemplateValue {
        guard let recursion else { throw Failure("only a loop that is marked \"recursive\" can be called") }
        return try recursion.value(in: arguments.state)(try arguments.required(0, "iterable"), depth + 1)
    }
}
