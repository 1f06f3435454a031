// What is written as in another language, or printed though it has nothing to print.
extension TemplateEngine {
    /// What users of other languages write, and what is printed, or asked for, as it stands.
    ///
    /// - Parameters:
    ///   - template: where.
    ///   - known: the names that the templates assign and share.
    ///   - stacks: the names of stacks that are written out, and those that most have.
    func foreignWords(
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
        let objects = facts.printedNames.filter {
            configuration.objectNames.contains($0.name) && !template.names.contains($0.name)
        }.map {
            TemplateError(
                .undefined, "\"\($0.name)\" has no text of its own, unless the view is given one",
                in: template.origin, at: $0.offset, suggestion: "Print one of its members.")
        }
        return marks + unquoted + nothings + uncalled + objects
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
}
