import AshlarSupport

extension TemplateEngine {
    /// Reads every template that the loader lists, and looks for mistakes that show without rendering: what cannot be
    /// read, unknown filters and tests, parents, includes, imports and components that do not exist, blocks that no parent
    /// has, names that an imported template does not have, props that are missing or of another type, slots that a component
    /// does not show, arguments that a macro does not take, and names that ``Configuration/literalChecks`` refuse.
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
        let read = ParsedTemplates()
        let errors = names.map { check($0, known: known, shared: shared, read: read) }
        let pushes = misplacedPushes(in: names)
        return zip(names, errors).flatMap { name, errors in
            (errors + (pushes[name] ?? [])).sorted { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) }
        }
    }

    private func check(
        _ name: String, known: Set<String>, shared: Set<String>, read: ParsedTemplates
    ) -> [TemplateError] {
        do {
            guard let source = try load(name) else { return [] }
            let (template, faults, _) = try Compiler.compile(source, name: name, engine: self, collectsFaults: true)
            // What was read for the check need not be read again for the first page.
            if faults.isEmpty { remember(template, as: name, version: source.version) }
            let facts = template.facts
            var errors = faults
            errors += facts.references.compactMap { missing($0, in: template, known: known) }
            errors += facts.references.flatMap { unknownImports($0, in: template) }
            errors += [circle(of: template)].compactMap { $0 }
            errors += unknownBlocks(of: template)
            errors += unknownBlockCalls(of: template, among: known)
            errors += facts.moduleUses.compactMap { unknownMember($0, in: template) }
            errors += facts.components.flatMap { wrongProps($0, in: template) + unknownSlots($0, in: template) }
            errors += facts.literalCalls.compactMap { call in
                configuration.literalChecks[call.function]?(call.call).map {
                    TemplateError(
                        .undefined, $0.message, in: template.origin, at: call.offset, suggestion: $0.suggestion)
                }
            }
            if let parents = parents(of: template) {
                var checker = MemberChecker(engine: self, read: read, isOpen: { _ in true })
                checker.check(alone: name, besides: parents.map(\.origin.name))
                errors += checker.errors
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
}
