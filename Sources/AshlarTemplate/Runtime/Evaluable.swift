/// A compiled expression.
protocol Evaluable: Sendable {
    func evaluate(_ frame: Frame) throws -> TemplateValue

    /// Whether the value counts as true.
    func isTrue(_ frame: Frame) throws -> Bool

    /// Prints the value.
    func write(_ frame: Frame) throws

    /// The slot of its own frame that alone says what the value is once it is filled; nil for anything but a name.
    var ownSlot: Int? { get }
}

extension Evaluable {
    func isTrue(_ frame: Frame) throws -> Bool { try evaluate(frame).truth() }
    func write(_ frame: Frame) throws { try frame.state.write(try evaluate(frame)) }
    var ownSlot: Int? { nil }
}

/// A compiled statement.
protocol Executable: Sendable {
    func execute(_ frame: Frame) throws -> Flow

    /// The statement as an object, for a body.
    var statement: Statement { get }
}

/// A literal.
struct ConstantExpression: Evaluable {
    let value: TemplateValue

    func evaluate(_ frame: Frame) throws -> TemplateValue { value }
}

/// Where a variable lives: how many frames outwards, and in which slot.
struct SlotReference: Sendable {
    let hops: Int
    let index: Int

    @inline(__always)
    func value(_ frame: Frame) -> TemplateValue? { hops == 0 ? frame[index] : frame.outer(hops)[index] }
}

/// A variable whose slot is known to be filled: a loop's target, a macro's parameter.
struct LocalExpression: Evaluable {
    let slot: SlotReference
    let name: String
    /// Where it stands; nil for a name that the template does not write.
    let offset: Int?

    func evaluate(_ frame: Frame) throws -> TemplateValue { slot.value(frame) ?? frame.undefined(name, at: offset) }

    var ownSlot: Int? { slot.hops == 0 ? slot.index : nil }
}

/// A variable that may have been assigned in one of several scopes, or given to the render.
struct VariableExpression: Evaluable {
    let slots: [SlotReference]
    /// Where what the context said is kept for the next time.
    let cache: Int
    let name: String
    /// Where it stands; nil for a name that the template does not write.
    let offset: Int?

    func evaluate(_ frame: Frame) throws -> TemplateValue {
        for slot in slots { if let value = slot.value(frame) { return value } }
        if let value = frame[cache] { return value.isUndefined ? undefined(value, frame) : value }
        let value = frame.context.value(of: name) ?? frame.undefined(name, at: offset)
        frame[cache] = value
        return value
    }

    /// What was undefined elsewhere is so here, too: with this place.
    @inline(never)
    private func undefined(_ value: TemplateValue, _ frame: Frame) -> TemplateValue {
        guard case .undefined(let known) = value, known.isVariable(name) else { return value }
        return frame.undefined(name, at: offset)
    }

    var ownSlot: Int? { slots.isEmpty ? cache : nil }
}
