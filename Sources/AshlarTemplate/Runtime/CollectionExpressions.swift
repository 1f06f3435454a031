/// `[a, b]` and `(a, b)`
struct ListExpression: Evaluable {
    let items: [any Evaluable]
    let isTuple: Bool

    func evaluate(_ frame: Frame) throws -> TemplateValue {
        .array(TemplateArray(try items.map { try $0.evaluate(frame) }, isTuple: isTuple))
    }
}

/// `{key: value}`
struct DictionaryExpression: Evaluable {
    let pairs: [(key: any Evaluable, value: any Evaluable)]
    let offset: Int

    func evaluate(_ frame: Frame) throws -> TemplateValue {
        let pairs = try pairs.map { pair in
            let key = try pair.key.evaluate(frame)
            if !key.isHashable { throw frame.error(Failure("\(key.typeName) cannot be a key"), at: offset) }
            return (key, try pair.value.evaluate(frame))
        }
        return .newDictionary(pairs)
    }
}

extension TemplateValue {
    /// Whether the value can be the key of a dictionary: lists and dictionaries cannot.
    var isHashable: Bool {
        switch self {
        case .array(let sequence): sequence.isTuple || sequence is TemplateRange
        case .dictionary, .undefined: false
        default: true
        }
    }
}

/// `value.name`
struct MemberExpression: Evaluable {
    let base: any Evaluable
    /// The slot that the base reads, if there is a single one.
    let slot: Int?
    let site: MemberSite
    let offset: Int

    init(base: any Evaluable, name: String, offset: Int) {
        self.base = base
        slot = base.ownSlot
        site = MemberSite(name)
        self.offset = offset
    }

    @inline(__always)
    func evaluate(_ frame: Frame) throws -> TemplateValue {
        do {
            if let slot, let object = frame.object(in: slot), let value = try site.remembered(of: object) {
                return value
            }
            return try member(of: try base.evaluate(frame), frame)
        } catch { throw frame.error(error, at: offset) }
    }

    func isTrue(_ frame: Frame) throws -> Bool { try evaluate(frame).truth() }

    func write(_ frame: Frame) throws { try frame.state.write(try evaluate(frame)) }

    @inline(never)
    private func member(of value: TemplateValue, _ frame: Frame) throws -> TemplateValue {
        let name = site.name
        let member: TemplateValue?
        switch value {
        case .object(let object): member = try site.member(of: object)
        case .undefined(let undefined):
            if undefined.behavior == .chainable { return value }
            throw undefined.failure
        default: member = try value.member(name) ?? Methods.bound(name, of: value)
        }
        return member
            ?? .undefined(
                TemplateUndefined(
                    missing: .string(name), of: value, behavior: frame.state.behavior, at: (frame.template, offset)))
    }
}

/// `value[key]`
struct ElementExpression: Evaluable {
    let base: any Evaluable
    let key: any Evaluable
    let offset: Int

    func evaluate(_ frame: Frame) throws -> TemplateValue {
        let value = try base.evaluate(frame)
        let key = try key.evaluate(frame)
        do {
            if case .undefined(let undefined) = value {
                if undefined.behavior == .chainable { return value }
                throw undefined.failure
            }
            if case .undefined(let undefined) = key { try undefined.use() }
            if let element = try value.element(key) { return element }
            if let name = key.plainText, let method = Methods.bound(name, of: value) { return method }
            return .undefined(TemplateUndefined(missing: key, of: value, behavior: frame.state.behavior))
        } catch { throw frame.error(error, at: offset) }
    }
}

/// `value[start:stop:step]`
struct SliceExpression: Evaluable {
    let base: any Evaluable
    let start: (any Evaluable)?
    let stop: (any Evaluable)?
    let step: (any Evaluable)?
    let offset: Int

    func evaluate(_ frame: Frame) throws -> TemplateValue {
        let value = try base.evaluate(frame)
        let bounds = (try bound(start, frame), try bound(stop, frame), try bound(step, frame))
        do {
            return try value.slice(bounds.0, bounds.1, bounds.2)
        } catch { throw frame.error(error, at: offset) }
    }

    private func bound(_ expression: (any Evaluable)?, _ frame: Frame) throws -> Int? {
        guard let value = try expression?.evaluate(frame), !value.isNone else { return nil }
        guard let number = value.integer else {
            throw frame.error(Failure("the bounds of a slice must be integers, not \(value.typeName)"), at: offset)
        }
        return number
    }
}
