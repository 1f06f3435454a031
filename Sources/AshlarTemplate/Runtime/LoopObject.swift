import Synchronization

/// `loop`: where a loop is.
final class LoopObject: TemplateObject {
    /// Runs the loop's body over other elements, one level deeper.
    typealias Recursion = RenderBound<(TemplateValue, Int) throws -> TemplateValue>

    private struct Progress {
        var index = 0
        var changed: [TemplateValue]?
    }

    private let sequence: any TemplateSequence
    private let depth: Int
    private let recursion: Recursion?
    private let behavior: TemplateUndefined.Behavior
    private let progress = Mutex(Progress())

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

    func advance(to index: Int) { progress.withLock { $0.index = index } }

    let memberNames = [
        "index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0", "previtem",
        "nextitem", "cycle", "changed",
    ]
    let typeName = "loop"

    var text: String { "<LoopContext \(progress.withLock(\.index) + 1)/\(sequence.count)>" }

    func member(named name: String) throws -> TemplateValue? {
        let index = progress.withLock(\.index)
        switch name {
        case "index": return .int(index + 1)
        case "index0": return .int(index)
        case "revindex": return .int(sequence.count - index)
        case "revindex0": return .int(sequence.count - index - 1)
        case "first": return .bool(index == 0)
        case "last": return .bool(index == sequence.count - 1)
        case "length": return .int(sequence.count)
        case "depth": return .int(depth + 1)
        case "depth0": return .int(depth)
        case "previtem":
            return index > 0 ? try sequence.element(at: index - 1) : undefined("there is no previous item")
        case "nextitem":
            return index + 1 < sequence.count
                ? try sequence.element(at: index + 1) : undefined("there is no next item")
        case "cycle": return .function(TemplateFunction("loop.cycle") { try self.cycle($0) })
        case "changed": return .function(TemplateFunction("loop.changed") { try self.changed($0) })
        default: return nil
        }
    }

    private func undefined(_ hint: String) -> TemplateValue {
        .undefined(TemplateUndefined(hint: hint, behavior: behavior))
    }

    private func cycle(_ arguments: TemplateArguments) throws -> TemplateValue {
        guard !arguments.positional.isEmpty else { throw Failure("loop.cycle needs at least one value") }
        return arguments.positional[progress.withLock(\.index) % arguments.positional.count]
    }

    private func changed(_ arguments: TemplateArguments) throws -> TemplateValue {
        let last = progress.withLock(\.changed)
        if let last, try TemplateValue.list(last).equals(.list(arguments.positional)) { return .bool(false) }
        progress.withLock { $0.changed = arguments.positional }
        return .bool(true)
    }

    var isCallable: Bool { recursion != nil }

    func call(_ arguments: TemplateArguments) throws -> TemplateValue {
        guard let recursion else { throw Failure("only a loop that is marked \"recursive\" can be called") }
        return try recursion.value(in: arguments.state)(try arguments.required(0, "iterable"), depth + 1)
    }
}
