import AshlarSupport

extension TemplateEngine {
    /// Looks for what keeps no template from being rendered, but does not do what its author believes: a template, a macro or a
    /// block that leaves a tag, an attribute or a script open, something pushed to a stack that no page has, calls of functions that nobody gives whose names are almost those of others, and names that
    /// ``Configuration/literalDoubts`` mind.
    ///
    /// ```swift
    /// for finding in engine.findings(shared: ["request"]) { print(finding) }
    /// ```
    ///
    /// - Parameter shared: the names that ``TemplateScope/shared`` will have.
    /// - Returns: the findings, in the order of the templates' names; templates that cannot be read have none.
    public func findings(shared: Set<String> = []) -> [TemplateError] {
        let templates = ((try? loader.names()) ?? []).compactMap { try? compiledTemplate(named: $0) }
        let pages = lostPushes(in: templates)
        let stacks = templates.reduce(into: Set(["head", "scripts", "styles"])) { names, template in
            names.formUnion(template.facts.stacks)
            names.formUnion(template.facts.pushes.map(\.name))
        }
        // What any template assigns, one that it includes may call.
        let known = templates.reduce(into: shared) { $0.formUnion($1.names) }
        return templates.flatMap { template in
            let findings =
                (pages[template.origin.name] ?? []) + openEnds(of: template)
                + misspeltCalls(in: template, known: known, shared: shared)
                + foreignWords(in: template, known: known, stacks: stacks)
                + template.facts.literalCalls.compactMap { call in
                    configuration.literalDoubts[call.function]?(call.call).map {
                        TemplateError(
                            .notFound, $0.message, in: template.origin, at: call.offset, suggestion: $0.suggestion)
                    }
                }
            return findings.sorted { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) }
        }
    }

    /// What is pushed to stacks that none of the pages has which push it, by the templates that do.
    private func lostPushes(in templates: [CompiledTemplate]) -> [String: [TemplateError]] {
        guard templates.contains(where: { !$0.facts.pushes.isEmpty }) else { return [:] }
        var shown: [String: Set<String>] = [:]
        var open: Set<String> = []
        for page in templates {
            let names = self.templates(usedBy: page.origin.name)
            let facts = names.compactMap { (try? compiledTemplate(named: $0))?.facts }
            let stacks = facts.reduce(into: Set<String>()) { $0.formUnion($1.stacks) }
            let isOpen = facts.contains { $0.hasOpenStacks || $0.hasOpenReferences }
            for name in names {
                shown[name, default: []].formUnion(stacks)
                if isOpen { open.insert(name) }
            }
        }
        let all = templates.reduce(into: Set<String>()) { $0.formUnion($1.facts.stacks) }
        let hasOpenStacks = templates.contains(where: \.facts.hasOpenStacks)
        let hasOpenReferences = templates.contains(where: \.facts.hasOpenReferences)
        var lost: [String: [TemplateError]] = [:]
        for template in templates {
            let name = template.origin.name
            // What extends nothing may be a part of a page that names it only when it is rendered.
            let mayBeElsewhere = open.contains(name) || (hasOpenReferences && parents(of: template)?.isEmpty != false)
            for push in template.facts.pushes where shown[name]?.contains(push.name) != true {
                if hasOpenStacks || (mayBeElsewhere && all.contains(push.name)) { continue }
                let near = Suggestion.closest(to: push.name, in: shown[name] ?? all)
                lost[name, default: []].append(
                    TemplateError(
                        .undefined,
                        "no page that shows this has a stack \"\(push.name)\", so what is pushed to it is lost",
                        in: template.origin, at: push.offset,
                        suggestion: near.map { "Did you mean \"\($0)\"?" }
                            ?? "Put {% stack '\(push.name)' %} where it belongs in the layout."))
            }
        }
        return lost
    }

    /// What leaves something open: values behind it are escaped as if it were closed.
    private func openEnds(of template: CompiledTemplate) -> [TemplateError] {
        var ends = template.facts.openEnds
        // Which text a block stands in is up to the template that has it. A page's own blocks are read where they stand.
        for parent in template.facts.openBlocks.isEmpty ? [] : parents(of: template) ?? [] {
            for (name, end) in template.facts.openBlocks where parent.blocks[name]?.content.position.place == .text {
                if !ends.contains(where: { $0.offset == end.offset }) { ends.append(end) }
            }
        }
        return ends.map {
            TemplateError(
                .syntax, "\($0.owner) ends in \($0.place): what follows it is escaped as if that were closed",
                in: template.origin, at: $0.offset,
                suggestion: "Close it, or look for a quote or a \">\" that is missing.")
        }
    }

    /// What users of other languages write, and what is printed, or asked for, as it stands.
    ///
    /// - Parameters:
    ///   - template: where.
    ///   - known: the names that the templates assign and share.
    ///   - stacks: the names of stacks that are written out, and those that most have.
    private func foreignWords(
        in template: CompiledTemplate, known: Set<String>, stacks: Set<String>
    ) -> [TemplateError] {
        let facts = template.facts
        let marks = facts.foreignMarks.map {
            TemplateError(
                .syntax, "\"\($0.text)\" is printed as it stands", in: template.origin, at: $0.offset,
                suggestion: $0.suggestion)
        }
        let unquoted = facts.unquotedStacks.filter { stack in
            stacks.contains(stack.name) && !known.contains(stack.name) && globals[stack.name] == nil
        }.map {
            TemplateError(
                .undefined, "\"\($0.name)\" is a variable, and nothing gives it unless the view is given one",
                in: template.origin, at: $0.offset, suggestion: RenderStacks.quoting($0.name, after: $0.tag))
        }
        let nothings = facts.freeNames.compactMap { free in
            known.contains(free.name) || globals[free.name] != nil
                ? nil
                : ForeignWord.suggestion(forName: free.name).map {
                    TemplateError(
                        .undefined, "\"\(free.name)\" is undefined, unless the view is given one", in: template.origin,
                        at: free.offset, suggestion: $0)
                }
        }
        // What has an underscore in its name is no value that a view is given.
        let uncalled = facts.printedNames.filter { $0.name.contains("_") }.compactMap {
            uncalledFunction($0, in: template, known: Set(template.names))
        }
        return marks + unquoted + nothings + uncalled
    }

    /// A function that is printed, and not called.
    func uncalledFunction(
        _ printed: TemplateFacts.FreeName, in template: CompiledTemplate, known: Set<String>
    ) -> TemplateError? {
        guard !known.contains(printed.name) else { return nil }
        var isFunction = configuration.functionNames.contains(printed.name)
        if case .function? = globals[printed.name] { isFunction = true }
        guard isFunction else { return nil }
        return TemplateError(
            .undefined, "\(printed.name) is a function, and prints nothing by itself", in: template.origin,
            at: printed.offset, suggestion: "Call it: \(printed.name)().")
    }

    /// Calls of what is almost the name of a function, and that of nothing else.
    private func misspeltCalls(in template: CompiledTemplate, known: Set<String>, shared: Set<String>)
        -> [TemplateError]
    {
        let functions = Array(globals.keys) + Array(shared)
        return template.facts.calledNames.compactMap { call in
            guard !known.contains(call.name), globals[call.name] == nil,
                !template.facts.guardedNames.contains(call.name),
                let near = Suggestion.closest(to: call.name, in: functions)
            else { return nil }
            return TemplateError(
                .undefined, "there is no function \"\(call.name)\", unless the view is given one",
                in: template.origin, at: call.offset, suggestion: "Did you mean \"\(near)\"?")
        }
    }
}
