import AshlarSupport

extension TemplateEngine {
    /// Looks for names that a template, what it extends and what it includes use, but that nobody gives, and for members that
    /// nothing has, as far as types tell.
    ///
    /// - Parameters:
    ///   - name: the template.
    ///   - given: the names that it is given, with the types of their values.
    ///   - shared: the names that ``TemplateScope/shared`` will have.
    ///   - read: keeps what was read for the next check.
    ///   - isOpen: whether a template of that name may be given more than that, by ``TemplateScope/composed``.
    public func checkNames(
        of name: String, given: [String: Any.Type], shared: Set<String> = [],
        read: ParsedTemplates = ParsedTemplates(), isOpen: @escaping (String) -> Bool = { _ in false }
    ) -> [TemplateError] {
        guard let template = checkableTemplate(named: name) else { return [] }
        var assigned = Set(given.keys).union(shared)
        var pending = [template]
        var seen: [CompiledTemplate] = []
        while let current = pending.popLast() {
            if seen.contains(where: { $0 === current }) { continue }
            seen.append(current)
            assigned.formUnion(current.names)
            for reference in current.facts.references where reference.sharesContext {
                for name in reference.names {
                    if let next = checkableTemplate(named: name) { pending.append(next) }
                }
            }
        }
        // The page and its parents share what is composed for one of them; what is included sees that too.
        let page = ([template] + (parents(of: template) ?? [])).map(\.origin.name)
        let isPageOpen = page.contains(where: isOpen)
        let undefined = seen.flatMap { current in
            isPageOpen || isOpen(current.origin.name) ? [] : undefinedNames(in: current, known: assigned)
        }
        let own = seen.reduce(into: Set(given.keys)) { $0.formUnion($1.names) }
        let uncalled = seen.flatMap { current in
            isPageOpen || isOpen(current.origin.name)
                ? [] : current.facts.printedNames.compactMap { uncalledFunction($0, in: current, known: own) }
        }
        var checker = MemberChecker(engine: self, read: read, isOpen: isOpen)
        checker.check(page: page, given)
        return undefined + uncalled + checker.errors
    }

    /// A template by its name, for what can be said of it though it has mistakes: an unknown filter hides no other one. Nil if
    /// its text cannot be read to the end.
    func checkableTemplate(named name: String) -> CompiledTemplate? {
        if let template = try? compiledTemplate(named: name) { return template }
        guard let source = try? load(name),
            let read = try? Compiler.compile(source, name: name, engine: self, collectsFaults: true), read.isWhole
        else { return nil }
        return read.template
    }

    /// The names that a template uses and nobody gives.
    func undefinedNames(in template: CompiledTemplate, known: Set<String>) -> [TemplateError] {
        var errors: [TemplateError] = []
        var reported: Set<String> = []
        for free in template.facts.freeNames where !template.facts.guardedNames.contains(free.name) {
            if !known.contains(free.name), globals[free.name] == nil, !template.names.contains(free.name) {
                guard reported.insert(free.name).inserted else { continue }
                let candidates = Array(known) + Array(globals.keys)
                errors.append(
                    TemplateError(
                        .undefined, "\"\(free.name)\" is undefined", in: template.origin, at: free.offset,
                        suggestion: template.facts.unquotedStacks.first { $0.offset == free.offset }
                            .map { RenderStacks.quoting($0.name, after: $0.tag) }
                            ?? ForeignWord.suggestion(forName: free.name)
                            ?? Suggestion.closest(to: free.name, in: candidates).map { "Did you mean \"\($0)\"?" })
                )
            }
        }
        return errors
    }
}
