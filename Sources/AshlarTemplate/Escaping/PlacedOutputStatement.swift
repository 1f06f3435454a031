/// `{{ expression }}` where escaping for text would not do.
struct PlacedOutputStatement: Executable {
    let expression: any Evaluable
    let writer: PlacedWriter
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        let value = try expression.evaluate(frame)
        do { try writer.write(value, frame.state) } catch { throw frame.error(error, at: offset) }
        return .next
    }
}
