/// A compiled expression.
protocol Evaluable: Sendable {
    func evaluate(_ frame: Frame) throws -> TemplateValue
}

/// A compiled statement.
protocol Executable: Sendable {
    func execute(_ frame: Frame) throws -> Flow
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
    func value(_ frame: Frame) -> TemplateValue? { hops == 0 ? frame.slots[index] : frame.outer(hops).slots[index] }
}

/// A variable whose slot is known to be filled: a loop's target, a macro's parameter.
struct LocalExpression: Evaluable {
    let slot: SlotReference
    let name: String

    func evaluate(_ frame: Frame) throws -> TemplateValue { slot.value(frame) ?? frame.undefined(name) }
}

/// A variable that may have been assigned in one of several scopes, or given to the render.
struct VariableExpression: Evaluable {
    let slots: [SlotReference]
    /// Where what the context said is kept for the next time.
    let cache: Int
    let name: String

    func evaluate(_ frame: Frame) throws -> TemplateValue {
        for slot in slots { if let value = slot.value(frame) { return value } }
        if let value = frame.slots[cache] { return value }
        let value = frame.context.value(of: name) ?? frame.undefined(name)
        frame.slots[cache] = value
        return value
    }
}
