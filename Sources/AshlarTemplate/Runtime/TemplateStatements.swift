/// The variables of the scopes around a place, to be handed on by name.
struct ScopeSnapshot: Sendable {
    let variables: [(name: String, slots: [SlotReference])]

    func values(_ frame: Frame) -> [String: TemplateValue] {
        var values: [String: TemplateValue] = [:]
        for (name, slots) in variables {
            for slot in slots {
                guard let value = slot.value(frame) else { continue }
                values[name] = value
                break
            }
        }
        return values
    }
}

/// `{% extends %}`
struct ExtendsStatement: Executable {
    let template: any Evaluable
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        let name = try template.evaluate(frame)
        do {
            if frame.context.parent != nil { throw Failure("a template can only extend one template") }
            frame.context.parent = (try frame.state.template(name), frame.state.output.count, offset)
        } catch { throw frame.error(error, at: offset) }
        return .next
    }
}

/// `{% block %}`
struct BlockStatement: Executable {
    let name: String
    /// The variables that a scoped block sees; nil for any other block.
    let snapshot: ScopeSnapshot?
    /// Whether the block stands at the top level, where it has no place of its own once the template extends another.
    let isTopLevel: Bool
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        if isTopLevel, frame.context.parent != nil { return .next }
        let context = snapshot.map { frame.context.derived(locals: $0.values(frame)) } ?? frame.context
        do {
            try frame.state.render(block: name, level: 0, in: context)
        } catch let error as TemplateError where error.template != frame.template.origin.name {
            throw error.reached(by: "block \(name)", at: offset, in: frame.template)
        } catch { throw frame.error(error, at: offset) }
        return .next
    }
}

/// `{% include %}`
struct IncludeStatement: Executable {
    let template: any Evaluable
    let ignoresMissing: Bool
    let withContext: Bool
    let snapshot: ScopeSnapshot
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        let name = try template.evaluate(frame)
        let state = frame.state
        let included: CompiledTemplate
        do {
            included = try state.template(name)
        } catch let failure as Failure where failure.kind == .notFound && ignoresMissing {
            return .next
        } catch { throw frame.error(error, at: offset) }
        let context = Context(
            state: state, templateName: included.origin.name, given: state.scope.composed[included.origin.name] ?? [:],
            outer: withContext ? frame.context : nil, locals: withContext ? snapshot.values(frame) : [:])
        do {
            try state.enter(included) { try state.render(included, in: context) }
        } catch let error as TemplateError {
            throw error.reached(by: "includes \(included.origin.name)", at: offset, in: frame.template)
        } catch { throw frame.error(error, at: offset) }
        return .next
    }
}

/// `{% import %}` and `{% from %}`
struct ImportStatement: Executable {
    let template: any Evaluable
    let withContext: Bool
    let snapshot: ScopeSnapshot
    /// For the whole module.
    let target: Target?
    /// For single names out of it.
    let names: [(name: String, target: Target)]
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        let name = try template.evaluate(frame)
        do {
            let template = try frame.state.template(name)
            let module = try module(template, frame)
            try target?.assign(.object(module), frame)
            for (name, target) in names {
                let value = try module.member(named: name) ?? missing(name, template, frame)
                try target.assign(value, frame)
            }
        } catch { throw frame.error(error, at: offset) }
        return .next
    }

    private func module(_ template: CompiledTemplate, _ frame: Frame) throws -> ModuleObject {
        let state = frame.state
        if !withContext, let module = state.modules[ObjectIdentifier(template)] { return module }
        let context = Context(
            state: state, templateName: template.origin.name, outer: withContext ? frame.context : nil,
            locals: withContext ? snapshot.values(frame) : [:])
        do {
            let module = try state.enter(template) { try state.module(template, in: context) }
            if !withContext { state.modules[ObjectIdentifier(template)] = module }
            return module
        } catch let error as TemplateError {
            throw error.reached(by: "imports \(template.origin.name)", at: offset, in: frame.template)
        }
    }

    private func missing(_ name: String, _ template: CompiledTemplate, _ frame: Frame) -> TemplateValue {
        let line = frame.template.origin.place(ofOffset: offset).line
        return .undefined(
            TemplateUndefined(
                hint: "the template \"\(template.origin.name)\" (imported on line \(line)) does not export \"\(name)\"",
                name: name, behavior: frame.state.behavior))
    }
}
