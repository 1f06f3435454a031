/// Plain text, encoded once.
final class TextStatement: Statement, @unchecked Sendable {
    // Sendable because it is constant.
    private let text: TemplateText
    private let offset: Int

    init(bytes: [UInt8], offset: Int) {
        text = TemplateText(bytes)
        self.offset = offset
    }

    override func execute(_ frame: Frame) throws -> Flow {
        do { try frame.state.write(text) } catch { throw frame.error(error, at: offset) }
        return .next
    }
}

/// `{{ expression }}`
final class OutputStatement: Statement, @unchecked Sendable {
    // Sendable because it is constant, and the expression is Sendable.
    private let expression: any Evaluable
    private let offset: Int

    init(expression: any Evaluable, offset: Int) {
        self.expression = expression
        self.offset = offset
    }

    override func execute(_ frame: Frame) throws -> Flow {
        do { try expression.write(frame) } catch { throw frame.error(error, at: offset) }
        return .next
    }
}

/// `{% print a, b %}`
struct PrintStatement: Executable {
    let outputs: Body

    func execute(_ frame: Frame) throws -> Flow { try outputs.execute(frame) }
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
    let body: Body
    let scope: [Int]
    /// How the text is written where escaping for text does not do.
    let writer: PlacedWriter?
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        frame.empty(scope)
        var value = try frame.state.capture { _ = try body.execute(frame) }
        for filter in filters { value = try filter.apply(to: value, frame) }
        do {
            if let writer { try writer.write(value, frame.state) } else { try frame.state.write(value) }
        } catch { throw frame.error(error, at: offset) }
        return .next
    }
}

/// The check of an address behind a text that ends its scheme, where values stand before.
struct AddressCheckStatement: Executable {
    let quote: UInt8
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        guard frame.state.autoescape else { return .next }
        do { try frame.state.checkAddress(behind: quote) } catch { throw frame.error(error, at: offset) }
        return .next
    }
}

/// `{% autoescape flag %}`
struct AutoescapeStatement: Executable {
    let flag: any Evaluable
    let body: Body
    let scope: [Int]
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        let isOn: Bool
        do { isOn = try flag.evaluate(frame).truth() } catch { throw frame.error(error, at: offset) }
        frame.empty(scope)
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
