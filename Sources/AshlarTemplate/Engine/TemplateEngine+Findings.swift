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
