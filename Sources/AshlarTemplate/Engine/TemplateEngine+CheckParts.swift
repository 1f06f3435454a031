import AshlarSupport

// Blocks and props: what templates have to say of each other's parts.
extension TemplateEngine {
    /// Blocks that no template has which is extended, and those that are escaped for another place.
    func unknownBlocks(of template: CompiledTemplate) -> [TemplateError] {
        guard !template.facts.namesSelf, let parents = parents(of: template), !parents.isEmpty else { return [] }
        let known = Set(parents.flatMap { $0.blocks.keys })
        var errors: [TemplateError] = []
        for block in template.blocks.values {
            if block.isOutermost, !known.contains(block.name) {
                errors.append(
                    TemplateError(
                        .undefined,
                        "no template that it extends has a block \"\(block.name)\", so it is never shown",
                        in: template.origin, at: block.offset,
                        suggestion: Suggestion.closest(to: block.name, in: known).map { "Did you mean \"\($0)\"?" }))
            }
            for parent in parents {
                guard let placed = parent.placedBlocks.first(where: { $0.name == block.name }),
                    !block.content.fits(placed.content.position)
                else { continue }
                errors.append(
                    TemplateError(
                        misplaced: placed, of: parent, in: Context.BlockEntry(block: block, template: template)))
            }
        }
        return errors
    }

    /// What a component is given and does not take, or takes and is not given.
    func wrongProps(_ use: TemplateFacts.ComponentUse, in template: CompiledTemplate) -> [TemplateError] {
        guard let component = try? compiledTemplate(named: use.template), let props = component.facts.props else {
            return []
        }
        var errors: [TemplateError] = []
        let given = Dictionary(use.attributes.map { (ComponentCall.prop(of: $0.name), $0) }) { first, _ in first }
        for prop in props {
            guard let attribute = given[prop.name] else {
                if prop.isRequired, !use.hasSpread {
                    let near = Suggestion.closest(to: prop.name, in: given.keys)
                    errors.append(
                        TemplateError(
                            .undefined, "<x-\(use.name)> needs \"\(prop.name)\", \(prop.type.described)",
                            in: template.origin, at: use.offset,
                            suggestion: near.map { "It has \"\($0)\": is that meant?" }))
                }
                continue
            }
            if let value = attribute.value, !prop.type.accepts(value) {
                errors.append(
                    TemplateError(
                        .runtime,
                        "\"\(attribute.name)\" of <x-\(use.name)> is \(value.quoted), not \(prop.type.described)",
                        in: template.origin, at: attribute.offset,
                        suggestion: prop.type.suggestion(
                            for: value, of: attribute.name, isText: attribute.isText)))
            }
        }
        return errors
    }

    /// What a component is given between its tags, and never shows.
    func unknownSlots(_ use: TemplateFacts.ComponentUse, in template: CompiledTemplate) -> [TemplateError] {
        guard !use.slots.isEmpty, let shown = slots(of: use.template) else { return [] }
        return use.slots.compactMap { slot in
            guard let name = slot.name else {
                if shown.hasContent { return nil }
                return TemplateError(
                    .undefined, "<x-\(use.name)> shows nothing of what stands between its tags", in: template.origin,
                    at: slot.offset, suggestion: "Print it in \(use.template) with {{ slot }}.")
            }
            if shown.names.contains(name) { return nil }
            let near = Suggestion.closest(to: name, in: shown.names)
            return TemplateError(
                .undefined, "<x-\(use.name)> has no slot \"\(name)\", so it is never shown", in: template.origin,
                at: slot.offset,
                suggestion: near.map { "Did you mean \"\($0)\"?" }
                    ?? "Print it in \(use.template) with {{ slots.\(name) }}.")
        }
    }

    /// The slots that a component shows, by itself or by what it extends and includes; nil where that is not known.
    private func slots(of component: String) -> (names: Set<String>, hasContent: Bool)? {
        var names: Set<String> = []
        var hasContent = false
        var seen: Set<String> = []
        var pending = [component]
        while let name = pending.popLast() {
            guard seen.insert(name).inserted else { continue }
            guard let template = try? compiledTemplate(named: name), !template.facts.hasOpenReferences,
                !template.facts.hasOpenSlots
            else { return nil }
            let facts = template.facts
            names.formUnion(facts.slots)
            hasContent =
                hasContent || facts.guardedNames.contains("slot") || facts.freeNames.contains { $0.name == "slot" }
            pending += facts.references.filter(\.sharesContext).flatMap(\.names)
        }
        return (names, hasContent)
    }
}
