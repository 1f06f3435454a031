import AshlarSupport

extension TemplateEngine {
    /// Reads every template that the loader lists, and looks for mistakes that show without rendering: what cannot be
    /// read, unknown filters and tests, parents, includes, imports and components that do not exist, blocks that no parent
    /// has, props that are missing or of another type, and names that ``Configuration/literalChecks`` refuse.
    ///
    /// - Parameter shared: the names that ``TemplateScope/shared`` will have.
    /// - Returns: all mistakes, in the order of the templates' names; empty if all is well.
    public func checkAll(shared: Set<String> = []) -> [TemplateError] {
        let names: [String]
        do {
            names = try loader.names()
        } catch {
            return [
                TemplateError(
                    .notFound, "the templates cannot be listed: \(error)",
                    in: TemplateOrigin(name: "", path: (loader as? FileSystemLoader)?.root, text: ""), at: nil,
                    underlying: error)
            ]
        }
        let known = Set(names)
        let errors = names.map { check($0, known: known, shared: shared) }
        let pushes = misplacedPushes(in: names)
        return zip(names, errors).flatMap { name, errors in
            (errors + (pushes[name] ?? [])).sorted { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) }
        }
    }

    private func check(_ name: String, known: Set<String>, shared: Set<String>) -> [TemplateError] {
        do {
            guard let source = try load(name) else { return [] }
            let (template, faults) = try Compiler.compile(source, name: name, engine: self, collectsFaults: true)
            // What was read for the check need not be read again for the first page.
            if faults.isEmpty { remember(template, as: name, version: source.version) }
            let facts = template.facts
            var errors = faults
            errors += facts.references.compactMap { missing($0, in: template, known: known) }
            errors += facts.references.flatMap { unknownImports($0, in: template) }
            errors += [circle(of: template)].compactMap { $0 }
            errors += unknownBlocks(of: template)
            errors += unknownBlockCalls(of: template, among: known)
            errors += facts.components.flatMap { wrongProps($0, in: template) }
            errors += facts.literalCalls.compactMap { call in
                configuration.literalChecks[call.function]?(call.call).map {
                    TemplateError(
                        .undefined, $0.message, in: template.origin, at: call.offset, suggestion: $0.suggestion)
                }
            }
            if facts.props != nil {
                errors += undefinedNames(in: template, known: shared.union(["slot", "slots", "attributes"]))
            }
            return errors
        } catch let error as TemplateError {
            return [error]
        } catch {
            return [
                TemplateError(
                    .runtime, String(describing: error), in: TemplateOrigin(name: name, path: nil, text: ""), at: nil,
                    underlying: error)
            ]
        }
    }

    private func missing(
        _ reference: TemplateReference, in template: CompiledTemplate, known: Set<String>
    ) -> TemplateError? {
        if reference.ignoresMissing || reference.names.contains(where: { known.contains($0) || has($0) }) { return nil }
        let names = reference.names.map { "\"\($0)\"" }.joined(separator: ", ")
        return TemplateError(
            .notFound, "it \(reference.verb) \(names), but there is no such template", in: template.origin,
            at: reference.offset, suggestion: reference.names.first.flatMap { suggestion(forTemplate: $0) })
    }

    /// The templates that a template extends, nearest first; nil if one is not known before rendering.
    func parents(of template: CompiledTemplate) -> [CompiledTemplate]? {
        var parents: [CompiledTemplate] = []
        var current = template
        while let reference = current.facts.references.first(where: { $0.verb == .extends }) {
            guard reference.names.count == 1, parents.count < 50,
                let parent = try? compiledTemplate(named: reference.names[0])
            else { return nil }
            parents.append(parent)
            current = parent
        }
        return current.facts.hasOpenParent ? nil : parents
    }

    private func unknownBlocks(of template: CompiledTemplate) -> [TemplateError] {
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

    private func wrongProps(_ use: TemplateFacts.ComponentUse, in template: CompiledTemplate) -> [TemplateError] {
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
                        suggestion: value.plainText == nil
                            ? nil : "An expression is written with a colon: :\(attribute.name)=\"...\"."))
            }
        }
        return errors
    }

    /// Looks for names that a template, what it extends and what it includes use, but that nobody gives, and for members that
    /// nothing has, as far as types tell.
    ///
    /// - Parameters:
    ///   - name: the template.
    ///   - given: the names that it is given, with the types of their values.
    ///   - shared: the names that ``TemplateScope/shared`` will have.
    ///   - isOpen: whether a template of that name may be given more than that, by ``TemplateScope/composed``.
    public func checkNames(
        of name: String, given: [String: Any.Type], shared: Set<String> = [],
        isOpen: @escaping (String) -> Bool = { _ in false }
    ) -> [TemplateError] {
        guard let template = try? compiledTemplate(named: name) else { return [] }
        var assigned = Set(given.keys).union(shared)
        var pending = [template]
        var seen: [CompiledTemplate] = []
        while let current = pending.popLast() {
            if seen.contains(where: { $0 === current }) { continue }
            seen.append(current)
            assigned.formUnion(current.names)
            for reference in current.facts.references where reference.sharesContext {
                for name in reference.names {
                    if let next = try? compiledTemplate(named: name) { pending.append(next) }
                }
            }
        }
        // The page and its parents share what is composed for one of them; what is included sees that too.
        let page = ([template] + (parents(of: template) ?? [])).map(\.origin.name)
        let isPageOpen = page.contains(where: isOpen)
        let undefined = seen.flatMap { current in
            isPageOpen || isOpen(current.origin.name) ? [] : undefinedNames(in: current, known: assigned)
        }
        var checker = MemberChecker(engine: self, isOpen: isOpen)
        checker.check(page: page, given)
        return undefined + checker.errors
    }

    private func undefinedNames(in template: CompiledTemplate, known: Set<String>) -> [TemplateError] {
        var errors: [TemplateError] = []
        var reported: Set<String> = []
        for free in template.facts.freeNames where !template.facts.guardedNames.contains(free.name) {
            if !known.contains(free.name), globals[free.name] == nil, !template.names.contains(free.name) {
                guard reported.insert(free.name).inserted else { continue }
                let candidates = Array(known) + Array(globals.keys)
                errors.append(
                    TemplateError(
                        .undefined, "\"\(free.name)\" is undefined", in: template.origin, at: free.offset,
                        suggestion: Suggestion.closest(to: free.name, in: candidates).map { "Did you mean \"\($0)\"?" })
                )
            }
        }
        return errors
    }

    /// Whether a page can be rendered in steps: the outermost of the templates that it extends has `{% flush %}`.
    public func flushes(_ name: String) -> Bool {
        guard let template = try? compiledTemplate(named: name) else { return false }
        return (parents(of: template)?.last ?? template).facts.hasFlush
    }

    /// The blocks of a template and of those that it extends; nil for a template that cannot be read, or that extends one
    /// which is known only when it is rendered.
    public func blockNames(of name: String) -> Set<String>? {
        guard let template = try? compiledTemplate(named: name), let parents = parents(of: template) else { return nil }
        return Set(([template] + parents).flatMap { $0.blocks.keys })
    }

    /// The templates that rendering one may use, as far as their names are written out, itself included.
    public func templates(usedBy name: String) -> Set<String> {
        var found: Set<String> = []
        var pending = [name]
        while let next = pending.popLast() {
            guard found.insert(next).inserted, let template = try? compiledTemplate(named: next) else { continue }
            pending += template.facts.references.flatMap(\.names)
        }
        return found
    }
}
