extension TemplateEngine {
    /// Reads every template that the loader lists, and looks for mistakes that show without rendering: what cannot be
    /// read, unknown filters and tests, and parents, includes and imports that do not exist.
    ///
    /// - Returns: the mistakes, in the order of the templates' names; empty if all is well.
    public func checkAll() -> [TemplateError] {
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
        return names.flatMap { check($0, known: known) }
    }

    private func check(_ name: String, known: Set<String>) -> [TemplateError] {
        do {
            guard let source = try load(name) else { return [] }
            let (template, doubts) = try Compiler.compileWithDoubts(source, name: name, engine: self)
            return doubts + template.references.compactMap { missing($0, in: template, known: known) }
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
