import AshlarSupport

extension Frame {
    /// An error of what an expression calls: one in a macro is told with who called it.
    func error(_ error: any Error, at offset: Int, calling callee: TemplateValue) -> any Error {
        guard let failed = error as? TemplateError, case .object(let object) = callee,
            let macro = object as? MacroObject
        else { return self.error(error, at: offset) }
        return failed.reached(by: "calls \(macro.name)", at: offset, in: template)
    }

    /// An error of a function, a filter or a model, as a template's.
    func wrapped(_ error: any Error, at offset: Int) -> TemplateError {
        let detailed = error as? any DetailedError
        let message = String(describing: error)
        return TemplateError(
            .runtime, message, in: template.origin, at: offset, suggestion: detailed?.suggestion, underlying: error)
    }

    /// What was probably meant by an undefined name.
    func suggestion(for undefined: TemplateUndefined) -> String? {
        guard undefined.hint == nil, let name = undefined.name.plainText else { return nil }
        if undefined.owner == nil, let word = ForeignWord.suggestion(forName: name) { return word }
        let known: [String]
        switch undefined.owner {
        case .object(let object)?: known = object.memberNames
        case .array?, .string?, .markup?:
            return ForeignWord.suggestion(forMember: name, of: nil)
        case .dictionary(let dictionary)?: known = dictionary.keys.compactMap(\.plainText)
        case nil: known = context.knownNames + template.names
        default: known = []
        }
        return Suggestion.closest(to: name, in: known).map { "Did you mean \"\($0)\"?" }
    }
}
