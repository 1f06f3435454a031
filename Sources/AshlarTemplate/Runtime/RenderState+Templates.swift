import AshlarSupport

extension RenderState {
    /// Renders a template and the templates that it extends into the output.
    func render(_ template: CompiledTemplate, in context: Context) throws {
        var run = PageRun(template)
        _ = try run.proceed(self, context)
    }

    /// Renders one block of a page, and what its templates define outside of their blocks.
    func render(fragment name: String, of template: CompiledTemplate, in context: Context) throws {
        var run = PageRun(template)
        _ = try run.proceed(self, context, isDefining: true)
        output.truncate(to: 0)
        guard context.blocks[name] != nil else {
            let meant = Suggestion.closest(to: name, in: context.blocks.keys)
            throw Failure(
                .notFound, "there is no block \"\(name)\" to render alone",
                suggestion: meant.map { "Did you mean \"\($0)\"?" })
        }
        try render(block: name, level: 0, in: context)
    }

    /// Renders a block: the first of those that are in the context.
    func render(block name: String, level: Int, in context: Context) throws {
        guard let entries = context.blocks[name], entries.indices.contains(level) else {
            throw Failure("there is no block \"\(name)\"")
        }
        let entry = entries[level]
        let outside = autoescape
        autoescape = engine.configuration.autoescape
        defer { autoescape = outside }
        let frame = Frame(
            slotCount: entry.block.body.slotCount, parent: nil, context: context, template: entry.template,
            block: (name, level))
        if entry.block.isRequired {
            throw frame.error(
                Failure(
                    "the required block \"\(name)\" is not defined",
                    suggestion: "Define it in \"\(context.templateName)\"."),
                at: entry.block.offset)
        }
        try enter(entry.template) { _ = try entry.block.body.statements.execute(frame) }
    }

    /// A template by its name, which is a string or a list of strings to try.
    func template(_ value: TemplateValue) throws -> CompiledTemplate {
        if case .undefined(let undefined) = value { throw undefined.failure }
        if let name = value.plainText { return try template(named: name) }
        guard case .array(let sequence) = value else {
            throw Failure("the name of a template must be a string, not \(value.typeName)")
        }
        let names = try sequence.values().map { try $0.text() }
        for name in names { if let template = try existingTemplate(named: name) { return template } }
        throw Failure(.notFound, "there is none of the templates \(names.map { "\"\($0)\"" }.joined(separator: ", "))")
    }

    func template(named name: String) throws -> CompiledTemplate {
        if let template = try existingTemplate(named: name) { return template }
        throw Failure(.notFound, "there is no template \"\(name)\"", suggestion: engine.suggestion(forTemplate: name))
    }

    private func existingTemplate(named name: String) throws -> CompiledTemplate? {
        if let template = templates[name] { return template }
        do {
            let template = try engine.compiledTemplate(named: name)
            templates[name] = template
            return template
        } catch let error as TemplateError where error.kind == .refused && error.line == nil {
            // A refused or unreadable name is a mistake of the template that has it, which knows the place.
            throw Failure(.refused, error.message, suggestion: error.suggestion)
        }
    }

    /// Runs a template for what it defines.
    func module(_ template: CompiledTemplate, in context: Context) throws -> ModuleObject {
        let text = try captureText { try render(template, in: context) }
        // What a module defines lives as long as the render.
        var members: [(String, TemplateValue)] = []
        for name in context.exportedNames where !name.hasPrefix("_") {
            if let value = context.value(of: name) { members.append((name, value)) }
        }
        return ModuleObject(name: template.origin.name, members: members, html: text, autoescape: autoescape)
    }
}
