import AshlarSupport

/// What is wrong between templates: names that none of them has.
extension TemplateEngine {
    /// The names that are imported of a template that does not have them.
    func unknownImports(_ reference: TemplateReference, in template: CompiledTemplate) -> [TemplateError] {
        guard !reference.imported.isEmpty, reference.names.count == 1,
            let library = try? compiledTemplate(named: reference.names[0]),
            // What a library's parent assigns is not known from the library.
            !library.facts.references.contains(where: { $0.verb == .extends })
        else { return [] }
        return reference.imported.filter { !library.facts.exports.contains($0) }.map { name in
            TemplateError(
                .undefined, "it imports \"\(name)\" of \"\(reference.names[0])\", which has no such name",
                in: template.origin, at: reference.offset,
                suggestion: Suggestion.closest(to: name, in: library.facts.exports).map { "Did you mean \"\($0)\"?" })
        }
    }

    /// What is used of a template that is imported whole, and that it does not have: `{{ forms.inptu('title') }}`.
    func unknownMember(_ use: TemplateFacts.ModuleUse, in template: CompiledTemplate) -> TemplateError? {
        guard let library = try? compiledTemplate(named: use.template),
            !library.facts.references.contains(where: { $0.verb == .extends })
        else { return nil }
        let exports = library.facts.exports.filter { !$0.hasPrefix("_") }
        if exports.contains(use.member) { return nil }
        // A block sees what is assigned last, by any of the templates that the page extends.
        if let alias = use.alias {
            guard let parents = parents(of: template), !parents.contains(where: { $0.facts.exports.contains(alias) })
            else { return nil }
        }
        let isPrivate = library.facts.exports.contains(use.member)
        return TemplateError(
            .undefined,
            "\"\(use.template)\" has no \"\(use.member)\""
                + (isPrivate ? " for others: its underscore keeps it private" : ""),
            in: template.origin, at: use.offset,
            suggestion: Suggestion.closest(to: use.member, in: exports).map { "Did you mean \"\($0)\"?" })
    }

    /// A template that extends itself, at once or by way of others, would never end.
    func circle(of template: CompiledTemplate) -> TemplateError? {
        var current = template
        var path: [String] = []
        while let reference = current.facts.references.first(where: { $0.verb == .extends }),
            reference.names.count == 1,
            path.count < 50, !path.contains(reference.names[0])
        {
            if reference.names[0] == template.origin.name {
                let first = template.facts.references.first { $0.verb == .extends }?.offset
                let way = path.isEmpty ? "" : " by way of " + path.map { "\"\($0)\"" }.joined(separator: ", ")
                return TemplateError(.limit, "it extends itself\(way)", in: template.origin, at: first)
            }
            path.append(reference.names[0])
            guard let parent = try? compiledTemplate(named: reference.names[0]) else { return nil }
            current = parent
        }
        return nil
    }

    /// Calls of blocks that neither the template, nor one that it extends, nor one that extends it has.
    func unknownBlockCalls(of template: CompiledTemplate, among names: Set<String>) -> [TemplateError] {
        guard !template.facts.blockCalls.isEmpty, let parents = parents(of: template) else { return [] }
        let children = names.compactMap { try? compiledTemplate(named: $0) }.filter { child in
            // Of a child whose parents are known only when it is rendered, any block may be one of the page.
            (self.parents(of: child) ?? [template]).contains { $0.origin.name == template.origin.name }
        }
        let known = Set(([template] + parents + children).flatMap { $0.blocks.keys })
        return template.facts.blockCalls.filter { !known.contains($0.name) }.map { call in
            TemplateError(
                .undefined, "there is no block \"\(call.name)\"", in: template.origin, at: call.offset,
                suggestion: Suggestion.closest(to: call.name, in: known).map { "Did you mean \"\($0)\"?" })
        }
    }

    /// Values that are pushed to a stack which a page has in a tag, a script or a style, by the templates that push them.
    func misplacedPushes(in names: [String]) -> [String: [TemplateError]] {
        let placing = names.contains { (try? compiledTemplate(named: $0))?.facts.placedStacks.isEmpty == false }
        guard placing else { return [:] }
        var errors: [String: [TemplateError]] = [:]
        var seen: Set<String> = []
        for page in names {
            let templates = templates(usedBy: page).compactMap { try? compiledTemplate(named: $0) }
            let placed = Set(templates.flatMap(\.facts.placedStacks).map(\.name))
            for template in templates {
                for push in template.facts.valuedPushes where placed.contains(push.name) {
                    guard seen.insert("\(template.origin.name)\u{0}\(push.offset)").inserted else { continue }
                    let failure = RenderStacks.misplaced(push.name)
                    errors[template.origin.name, default: []].append(
                        TemplateError(
                            failure.kind, failure.message, in: template.origin, at: push.offset,
                            suggestion: failure.suggestion))
                }
            }
        }
        return errors
    }
}
