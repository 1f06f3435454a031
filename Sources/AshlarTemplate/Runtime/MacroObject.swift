/// A macro, compiled.
final class CompiledMacro: Sendable {
    struct Parameter: Sendable {
        let name: String
        let slot: Int
        let fallback: (any Evaluable)?
    }

    let name: String
    let parameters: [Parameter]
    let body: CompiledBody
    /// Where `caller`, `varargs` and `kwargs` live, if the body asks for them.
    let callerSlot: Int?
    let positionalSlot: Int?
    let keywordSlot: Int?
    let offset: Int

    init(
        name: String, parameters: [Parameter], body: CompiledBody, callerSlot: Int?, positionalSlot: Int?,
        keywordSlot: Int?, offset: Int
    ) {
        self.name = name
        self.parameters = parameters
        self.body = body
        self.callerSlot = callerSlot
        self.positionalSlot = positionalSlot
        self.keywordSlot = keywordSlot
        self.offset = offset
    }
}

/// A macro in the hands of a template: what to run, and the variables around its definition.
final class MacroObject: TemplateObject {
    private let macro: CompiledMacro
    private let frame: RenderBound<Frame>
    /// Whether the place of the definition escapes HTML.
    private let autoescape: Bool

    init(_ macro: CompiledMacro, frame: Frame) {
        self.macro = macro
        self.frame = RenderBound(frame, of: frame.state)
        autoescape = frame.state.autoescape
        frame.state.hold(frame)
    }

    let memberNames = ["name", "arguments", "catch_kwargs", "catch_varargs", "caller"]
    let isCallable = true
    var typeName: String { "macro \"\(macro.name)\"" }
    /// How its callers name it.
    var name: String { macro.name }
    var text: String { "<Macro '\(macro.name)'>" }

    func member(named name: String) throws -> TemplateValue? {
        switch name {
        case "name": .string(macro.name)
        case "arguments": .tuple(macro.parameters.map { .string($0.name) })
        case "catch_kwargs": .bool(macro.keywordSlot != nil)
        case "catch_varargs": .bool(macro.positionalSlot != nil)
        case "caller": .bool(macro.callerSlot != nil || macro.parameters.contains { $0.name == "caller" })
        default: nil
        }
    }

    func call(_ arguments: TemplateArguments) throws -> TemplateValue {
        let outer = try frame.value(in: arguments.state)
        let state = outer.state
        let inner = Frame(
            slotCount: macro.body.slotCount, parent: outer, context: outer.context, template: outer.template,
            block: outer.block)
        let outside = state.autoescape
        return try state.enter(outer.template) {
            state.autoescape = autoescape
            defer { state.autoescape = outside }
            try bind(arguments, inner)
            let text = try state.captureText { _ = try macro.body.statements.execute(inner) }
            return outside ? .markup(Markup(text)) : .string(text)
        }
    }

    private func bind(_ arguments: TemplateArguments, _ frame: Frame) throws {
        let positional = arguments.positional
        var keyword = arguments.keyword
        var missing: [CompiledMacro.Parameter] = []
        for (index, parameter) in macro.parameters.enumerated() {
            if index < positional.count {
                frame[parameter.slot] = positional[index]
            } else if let place = keyword.firstIndex(where: { $0.name == parameter.name }) {
                frame[parameter.slot] = keyword.remove(at: place).value
            } else {
                missing.append(parameter)
            }
        }
        if let slot = macro.callerSlot {
            let place = keyword.firstIndex { $0.name == "caller" }
            frame[slot] =
                place.map { keyword.remove(at: $0).value }
                ?? .undefined(
                    TemplateUndefined(hint: "the macro was not called with \"call\"", behavior: frame.state.behavior))
        }
        if let slot = macro.keywordSlot {
            frame[slot] = .newDictionary(keyword.map { (.string($0.name), $0.value) })
        } else if let extra = keyword.first {
            let known = macro.parameters.map(\.name).joined(separator: ", ")
            throw Failure(
                "macro \"\(macro.name)\" has no parameter \"\(extra.name)\"",
                suggestion: known.isEmpty ? nil : "It has: \(known).")
        }
        if let slot = macro.positionalSlot {
            frame[slot] = .tuple(Array(positional.dropFirst(macro.parameters.count)))
        } else if positional.count > macro.parameters.count {
            throw Failure(
                "macro \"\(macro.name)\" takes \(macro.parameters.count) arguments at most, \(positional.count) were given"
            )
        }
        // Defaults come last: they may use the other parameters.
        for parameter in missing {
            frame[parameter.slot] =
                try parameter.fallback?.evaluate(frame)
                ?? .undefined(
                    TemplateUndefined(
                        hint: "the parameter \"\(parameter.name)\" was not given", name: parameter.name,
                        behavior: frame.state.behavior))
        }
    }
}

/// `{% macro %}`
struct MacroStatement: Executable {
    let macro: CompiledMacro
    let target: Target

    func execute(_ frame: Frame) throws -> Flow {
        try target.assign(.object(MacroObject(macro, frame: frame)), frame)
        return .next
    }
}

/// `{% call %}`
struct CallStatement: Executable {
    let macro: CompiledMacro
    let call: CallExpression
    /// How the answer is written where escaping for text does not do.
    let writer: PlacedWriter?
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        let callee = try call.callee.evaluate(frame)
        do {
            var arguments = try call.arguments.evaluate(frame)
            arguments.keyword.append(("caller", .object(MacroObject(macro, frame: frame))))
            let answer: TemplateValue
            do { answer = try callee.call(arguments) } catch { throw frame.error(error, at: offset, calling: callee) }
            if let writer { try writer.write(answer, frame.state) } else { try frame.state.write(answer) }
        } catch { throw frame.error(error, at: offset) }
        return .next
    }
}
