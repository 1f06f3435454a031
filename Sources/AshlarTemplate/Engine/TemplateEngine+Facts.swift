// What is known of a template without rendering it.
extension TemplateEngine {
    /// The templates that a template extends, nearest first; nil if one is not known before rendering.
    func parents(of template: CompiledTemplate) -> [CompiledTemplate]? {
        var parents: [CompiledTemplate] = []
        var current = template
        while let reference = current.facts.references.first(where: { $0.verb == .extends }) {
            guard reference.names.count == 1, parents.count < 50,
                let parent = checkableTemplate(named: reference.names[0])
            else { return nil }
            parents.append(parent)
            current = parent
        }
        return current.facts.hasOpenParent ? nil : parents
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

    /// Whether rendering a template may ask for one of some names. Where it names others that are known only when it is
    /// rendered, it may.
    ///
    /// ```swift
    /// let user = engine.mayAsk(for: ["user"], in: "posts/index.html") ? try await findUser() : nil
    /// ```
    public func mayAsk(for names: Set<String>, in name: String) -> Bool {
        templates(usedBy: name).contains { used in
            guard let facts = (try? compiledTemplate(named: used))?.facts else { return false }
            return facts.hasOpenReferences || facts.freeNames.contains { names.contains($0.name) }
                || !facts.guardedNames.isDisjoint(with: names)
        }
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
