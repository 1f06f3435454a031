// Other templates that a template names.
extension Compiler {
    /// `{% extends template %}`
    mutating func extends(_ template: ExpressionNode, _ offset: Int) throws -> any Executable {
        guard scope.isTopLevel else {
            throw failure("\"extends\" must stand at the top level of a template", at: offset)
        }
        refer(to: template, .extends, offset, sharesContext: true)
        if template.literal == nil { facts.hasOpenParent = true }
        isExtending = isExtending || !isConditional
        return ExtendsStatement(template: try compile(template), offset: offset)
    }

    /// Remembers a template that is named literally, for checking.
    mutating func refer(
        to template: ExpressionNode, _ verb: TemplateReference.Verb, _ offset: Int, ignoresMissing: Bool = false,
        sharesContext: Bool, imported: [String] = []
    ) {
        var names: [String] = []
        switch template.kind {
        case .list(let items), .tuple(let items):
            names = items.compactMap(\.literal)
            if names.count < items.count { return facts.hasOpenReferences = true }
        default:
            guard let name = template.literal else { return facts.hasOpenReferences = true }
            names = [name]
        }
        facts.references.append(
            TemplateReference(
                names: names, verb: verb, offset: offset, ignoresMissing: ignoresMissing, sharesContext: sharesContext,
                imported: imported))
    }

    /// What is included is compiled for the beginning of a page, or for a script or a style sheet by its name.
    mutating func checkInclude(_ template: ExpressionNode, _ offset: Int) throws {
        let included = HTMLPosition(template: template.literal ?? "")
        guard let position, !position.isPlain else {
            if Self.isScriptOrStyle(template), let included { plainFiles.append(included.element) }
            return
        }
        if Self.isScriptOrStyle(template), let included, included.element == position.element,
            position.place == .content
        {
            return
        }
        throw failure(
            "a template cannot be included inside of a tag, a script or a style", at: offset,
            suggestion: "Include the whole element, or a file that ends in .js or .css.")
    }

    static func isScriptOrStyle(_ template: ExpressionNode) -> Bool {
        template.literal.map { $0.hasSuffix(".js") || $0.hasSuffix(".css") } ?? false
    }
}
