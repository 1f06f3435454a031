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
            var key = identity
            for value in keys {
                let value = try value.evaluate(frame)
                if case .undefined(let undefined) = value { throw undefined.failure }
                key += "\u{0}" + Self.text(of: value)
            }
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

    /// A value as a part of a key: a model by its type, its key and when it was changed.
    private static func text(of value: TemplateValue) -> String {
        guard case .object(let object) = value, object.memberNames.contains("id") else { return value.quoted }
        let parts = ["id", "updatedAt"].map { name in
            ((try? object.member(named: name)) ?? nil).map(\.quoted) ?? ""
        }
        return "\(object.typeName):\(parts.joined(separator: ":"))"
    }
}

/// `{% flush %}`: what is rendered so far goes to the reader.
struct FlushStatement: Executable {
    func execute(_ frame: Frame) throws -> Flow { frame.context.parent == nil ? .flush : .next }
}
