import AshlarSupport

/// `{% cache key for seconds %}`
struct CacheStatement: Executable {
    let keys: [any Evaluable]
    let seconds: (any Evaluable)?
    let body: Body
    let scope: [Int]
    /// The template's name, a hash of its text and the place, so that no other body answers to the same key.
    let identity: String
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        let state = frame.state
        do {
            frame.empty(scope)
            // Where nothing is escaped, another part is kept.
            var key = identity + (state.autoescape ? "" : "\u{0}plain")
            for value in keys { key += "\u{0}" + (try Self.text(of: try value.evaluate(frame))) }
            let store = state.engine.configuration.fragments
            if let fragment = store?.fragment(for: key) {
                try state.write(fragment)
                return .next
            }
            var duration: Duration?
            if let seconds {
                guard let number = try seconds.evaluate(frame).number, number >= 0, number < 1e12 else {
                    throw Failure("\"cache\" needs a number of seconds behind \"for\"")
                }
                duration = .seconds(number)
            }
            // What cannot be kept is refused without a store as well: it would show in production alone.
            state.cacheDepth += 1
            defer { state.cacheDepth -= 1 }
            guard let store else {
                _ = try body.execute(frame)
                return .next
            }
            let text = try state.captureText { _ = try body.execute(frame) }
            let fragment = Array(text.utf8)
            store.keep(fragment, for: key, duration: duration)
            try state.write(fragment)
        } catch { throw frame.error(error, at: offset) }
        return .next
    }

    /// Why a name has no place in a cached part.
    static func message(for name: String) -> String {
        "\"\(name)\" belongs to one visitor, and \"cache\" keeps a part of the page for all"
    }

    static let suggestion =
        "Move it out of the cached part, or set a variable before it and name that among the keys as well."

    /// What tells texts apart, the same in every process: a store may outlive one.
    static func digest(of text: String) -> String {
        String(FNV1a.hash(text.utf8), radix: 16)
    }

    /// A value as a part of a key: a model by its type, its key and when it was changed, a list or a dictionary by what it holds.
    private static func text(of value: TemplateValue, depth: Int = 0) throws -> String {
        guard depth < 32 else { throw Failure("a key of \"cache\" is nested too deeply") }
        switch value {
        case .undefined(let undefined): throw undefined.failure
        case .array(let elements):
            var texts: [String] = []
            for index in 0..<elements.count {
                texts.append(try text(of: elements.element(at: index), depth: depth + 1))
            }
            return "[\(texts.joined(separator: "\u{1}"))]"
        case .dictionary(let dictionary):
            let pairs = try zip(dictionary.keys, dictionary.values).map { key, value in
                "\(key.quoted):\(try text(of: value, depth: depth + 1))"
            }
            return "{\(pairs.joined(separator: "\u{1}"))}"
        case .object(let object) where (object as? RecordObject)?.isModel == true:
            if let elements = try object.elements() { return try text(of: .array(elements), depth: depth + 1) }
            return try text(of: object)
        case .object(let object) where object.memberNames.contains("id"): return try text(of: object)
        case .object(let date as DateObject): return "\(date.typeName):\(date.exactText)"
        default: return value.quoted
        }
    }

    private static func text(of model: any TemplateObject) throws -> String {
        func part(_ name: String) throws -> String? {
            guard model.memberNames.contains(name), let value = try model.member(named: name), !value.isNone else {
                return nil
            }
            return try text(of: value, depth: 1)
        }
        let identity = model.memberIdentity?.description
        guard let key = try identity ?? part("id") else {
            throw Failure(
                "\(model.typeName) cannot be a key of \"cache\": nothing tells one from another",
                suggestion: "Name one of its members.")
        }
        return "\(model.typeName):\(key):\(try part("updatedAt") ?? "")"
    }
}

/// `{% flush %}`: what is rendered so far goes to the reader.
struct FlushStatement: Executable {
    func execute(_ frame: Frame) throws -> Flow { frame.context.parent == nil ? .flush : .next }
}
