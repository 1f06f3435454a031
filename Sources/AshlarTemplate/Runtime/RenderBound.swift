/// Something that belongs to one render and is handed out to that render alone.
///
/// Macros, `loop` and blocks are values, and values are Sendable; what they hold is not.
struct RenderBound<Value>: @unchecked Sendable {
    // Sendable because `value(in:)` is the only way to the value, and needs the render's own state, which is not Sendable
    // and so never leaves its thread; a render that is over hands out nothing.
    private let value: Value
    private let state: RenderState

    init(_ value: Value, of state: RenderState) {
        self.value = value
        self.state = state
    }

    func value(in current: RenderState?) throws -> Value {
        guard let current, current === state, !current.isFinished else {
            throw Failure("a macro, a block or a loop can only be used by the render that it belongs to")
        }
        return value
    }
}
