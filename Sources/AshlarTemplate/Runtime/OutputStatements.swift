/// Plain text, encoded once.
struct TextStatement: Executable {
    let bytes: [UInt8]
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        do { try frame.state.write(bytes) } catch { throw frame.error(error, at: offset) }
        return .next
    }
}

/// `{{ expression }}`
struct OutputStatement: Executable {
    let expression: any Evaluable
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        let value = try expression.evaluate(frame)
        do { try frame.state.write(value) } catch { throw frame.error(error, at: offset) }
        return .next
    }
}

/// `{% do expression %}`
struct EvaluateStatement: Executable {
    let expression: any Evaluable

    func execute(_ frame: Frame) throws -> Flow {
        _ = try expression.evaluate(frame)
        return .next
    }
}

/// `{% filter name %}`
struct FilterStatement: Executable {
    let filters: [FilterExpression]
    let body: [any Executable]
    let scope: [Int]
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        for slot in scope { frame.slots[slot] = nil }
        var value = try frame.state.capture { _ = try body.execute(frame) }
        for filter in filters { value = try filter.apply(to: value, frame) }
        do { try frame.state.write(value) } catch { throw frame.error(error, at: offset) }
        return .next
    }
}

/// `{% autoescape flag %}`
struct AutoescapeStatement: Executable {
    let flag: any Evaluable
    let body: [any Executable]
    let scope: [Int]
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        let isOn: Bool
        do { isOn = try flag.evaluate(frame).truth() } catch { throw frame.error(error, at: offset) }
        for slot in scope { frame.slots[slot] = nil }
        let outside = frame.state.autoescape
        frame.state.autoescape = isOn
        defer { frame.state.autoescape = outside }
        return try body.execute(frame)
    }
}

/// `{% debug %}`
struct DebugStatement: Executable {
    func execute(_ frame: Frame) throws -> Flow {
        let engine = frame.state.engine
        func list(_ names: some Sequence<String>) -> String { Set(names).sorted().joined(separator: ", ") }
        let text = """
            context: \(list(frame.context.knownNames))
            filters: \(list(engine.filters.keys))
            tests: \(list(engine.tests.keys))
            """
        try frame.state.write(.string(text))
        return .next
    }
}
