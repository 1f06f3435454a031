import Synchronization

/// The functions that every template has.
enum BuiltinGlobals {
    static let all: [String: TemplateValue] = [
        "range": function("range", range),
        "dict": function("dict") { .newDictionary(try DictionaryMethods.pairs($0)) },
        "namespace": function("namespace") { arguments in
            var pairs = arguments.keyword
            if let first = arguments.positional.first {
                guard case .dictionary(let dictionary) = first else {
                    throw Failure("namespace needs a dictionary or named values, not \(first.typeName)")
                }
                pairs = try zip(dictionary.keys, dictionary.values).map { (try $0.text(), $1) } + pairs
            }
            let namespace = Namespace(pairs)
            arguments.state?.hold(namespace)
            return .object(namespace)
        },
        "cycler": function("cycler") { arguments in
            guard !arguments.positional.isEmpty else { throw Failure("cycler needs at least one value") }
            return .object(Cycler(arguments.positional))
        },
        "joiner": function("joiner") { arguments in
            let separator = arguments.value(0, "sep") ?? ", "
            guard separator.plainText != nil else { throw Failure("the separator of joiner must be a string") }
            let isUsed = Mutex(false)
            return .function(
                TemplateFunction("joiner") { _ in
                    isUsed.withLock { used in
                        defer { used = true }
                        return used ? separator : ""
                    }
                })
        },
        "lipsum": function("lipsum", LoremIpsum.make),
    ]

    private static func function(
        _ name: String, _ body: @escaping @Sendable (TemplateArguments) throws -> TemplateValue
    ) -> TemplateValue { .function(TemplateFunction(name, body)) }

    /// `range(stop)`, `range(start, stop)`, `range(start, stop, step)`
    @Sendable private static func range(_ arguments: TemplateArguments) throws -> TemplateValue {
        guard (1...3).contains(arguments.positional.count) else { throw Failure("range needs 1 to 3 numbers") }
        let numbers = try arguments.positional.map { value in
            guard let number = value.integer else {
                if case .undefined(let undefined) = value { throw undefined.failure }
                throw Failure("range needs integers, not \(value.typeName)")
            }
            return number
        }
        let (start, stop) = numbers.count == 1 ? (0, numbers[0]) : (numbers[0], numbers[1])
        let step = numbers.count == 3 ? numbers[2] : 1
        guard step != 0, step != .min else { throw Failure("the step of range cannot be \(step)") }
        let (distance, overflow) =
            step > 0
            ? stop.subtractingReportingOverflow(start) : start.subtractingReportingOverflow(stop)
        let size = overflow ? (step > 0) == (stop > start) ? Int.max : 0 : max(0, distance)
        let count = size / abs(step) + (size % abs(step) == 0 ? 0 : 1)
        let limit = arguments.limits.rangeLength
        if count > limit { throw Failure(limit: "rangeLength", "the range is longer than \(limit) numbers") }
        return .array(TemplateRange(start: start, stop: stop, step: step, count: count))
    }
}

/// What `cycler(...)` makes: values that come one after another, again and again.
final class Cycler: TemplateObject {
    private let items: [TemplateValue]
    private let position = Mutex(0)
    let depth: Int

    init(_ items: [TemplateValue]) {
        self.items = items
        depth = 1 + (items.lazy.map(\.depth).max() ?? 0)
    }

    let memberNames = ["current", "next", "reset"]
    let typeName = "cycler"

    func member(named name: String) throws -> TemplateValue? {
        switch name {
        case "current": return items[position.withLock { $0 } % items.count]
        case "next":
            return .function(
                TemplateFunction("cycler.next") { _ in
                    let place = self.position.withLock { position in
                        defer { position = (position + 1) % self.items.count }
                        return position
                    }
                    return self.items[place]
                })
        case "reset":
            return .function(
                TemplateFunction("cycler.reset") { _ in
                    self.position.withLock { $0 = 0 }
                    return .none
                })
        default: return nil
        }
    }
}
