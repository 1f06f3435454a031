import AshlarSupport

extension Field {
    /// Reads a field as it was typed.
    ///
    /// `name:type`, a question mark where it may be missing, `[]` for an array, what the type takes after `=` or in parentheses,
    /// then any of `index`, `unique`, `default=VALUE`, and for references `cascade`, `restrict`, `setNull`.
    ///
    /// - Throws: ``CraftError`` that names the field and what it may be.
    init(_ text: String) throws {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1, let given = parts.first else {
            throw Self.error(text, "it has no type.", Self.help)
        }
        let (name, asks) = Self.withoutQuestionMark(given)
        var (word, isOptional) = Self.withoutQuestionMark(parts[1])
        var argument: String?
        if let open = word.firstIndex(where: { $0 == "(" || $0 == "=" }) {
            argument = String(word[word.index(after: open)...].filter { $0 != ")" })
            word = String(word[..<open])
            if word.hasSuffix("?") { (word, isOptional) = Self.withoutQuestionMark(word) }
        }
        if let marked = argument, marked.hasSuffix("?") { (argument, isOptional) = (String(marked.dropLast()), true) }
        let isReference = FieldType.isReference(word)
        let base = isReference && name.hasSuffix("_id") ? String(name.dropLast(3)) : name
        self.name = CaseConversion.camel(base)
        try Self.check(base, self.name, in: text)
        if isReference {
            let target = argument ?? base
            kind = .reference(model: try MakeName(Inflector.singular(target), isKnown: true).type)
            argument = nil
        } else {
            let isList = word.hasSuffix("[]")
            let element = isList ? String(word.dropLast(2)) : word
            guard let type = FieldType.named(element) else {
                throw Self.error(
                    text, "there is no type \"\(word)\".\(Suggestion.sentence(for: element, in: FieldType.names))",
                    Self.help)
            }
            if isList, type.element == nil {
                throw Self.error(text, "there are no arrays of \(type.name).", "Write \(name):\(type.name).")
            }
            kind = isList ? .list(type) : .value(type)
        }
        self.isOptional = isOptional || asks
        arguments = try Self.numbers(argument, of: type, in: text)
        for modifier in parts.dropFirst(2) { try apply(modifier, in: text) }
        if onDelete == "setNull", !self.isOptional {
            throw Self.error(text, "what becomes NULL has to be optional.", "Write \(name):references?:setNull.")
        }
    }

    private mutating func apply(_ modifier: String, in text: String) throws {
        let known = ["index", "unique", "nullable", "default=VALUE"] + (referenced == nil ? [] : Self.deletions)
        switch modifier {
        case "index": isIndexed = true
        case "unique": isUnique = true
        case "nullable", "optional": isOptional = true
        case _ where modifier.hasPrefix("default="): initial = try literal(String(modifier.dropFirst(8)), in: text)
        case _ where referenced != nil && Self.deletions.contains(modifier): onDelete = modifier
        default:
            throw Self.error(
                text, "there is no \"\(modifier)\".\(Suggestion.sentence(for: modifier, in: known))",
                "After the type come: \(known.joined(separator: ", ")).")
        }
    }

    private static let deletions = ["cascade", "restrict", "setNull"]

    /// A default as Swift writes it.
    private func literal(_ value: String, in text: String) throws -> String {
        let digits = value.hasPrefix("-") ? value.dropFirst() : value[...]
        func isNumber(fraction: Bool) -> Bool {
            let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
            return parts.count <= (fraction ? 2 : 1)
                && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }
        }
        if !isList, let type {
            switch type.control {
            case .text where type.swift == "String", .area: return value.swiftLiteral
            case .checkbox where ["true", "false"].contains(value): return value
            case .integer where isNumber(fraction: false): return value
            case .number where isNumber(fraction: true): return value
            default: break
            }
        }
        throw Self.error(
            text, "\"\(value)\" is no default of \(isList ? "an array" : type?.name ?? "a reference").",
            "Texts, numbers and bool (true, false) can have one: status:string:default=draft.")
    }

    private static func numbers(_ argument: String?, of type: FieldType?, in text: String) throws -> [Int] {
        guard let argument else { return [] }
        let numbers = argument.split(separator: ",").map { Int($0.filter { $0 != " " }) }
        let valid = numbers.compactMap { $0 }.filter { (0...10_000_000).contains($0) }
        let count = type?.arguments ?? 0
        guard valid.count == numbers.count, valid.count == count, count != 1 || valid != [0],
            count != 2 || (1...1000).contains(valid[0]) && valid[1] <= valid[0]
        else {
            throw error(
                text, "\"\(argument)\" is nothing that \(type?.name ?? "it") takes.",
                "string takes a length, title:string=200; decimal its digits, price:decimal=10,2; references a model, "
                    + "author:references=User.")
        }
        return valid
    }

    private static func check(_ name: String, _ property: String, in text: String) throws {
        guard name.first?.isLetter == true,
            name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
        else {
            throw error(
                text, "\"\(name)\" cannot be the name of a field.",
                "Use letters, digits and _, beginning with a letter.")
        }
        if ["id", "createdAt", "updatedAt"].contains(property) {
            throw error(text, "every model has \"\(property)\" already.", "Leave it out.")
        }
        if ReservedNames.keywords.contains(property) || ["exists", "memberNames", "fields"].contains(property) {
            throw error(
                text, "\"\(property)\" is a word of Swift or Ashlar.", "Choose another name, such as \(property)Value.")
        }
    }

    private static func withoutQuestionMark(_ text: String) -> (String, Bool) {
        text.hasSuffix("?") ? (String(text.dropLast()), true) : (text, false)
    }

    private static let help =
        "Fields are name:type, such as title:string body:text? author:references slug:string:unique. Types: "
        + FieldType.names.joined(separator: ", ") + "; [] after one makes an array."

    private static func error(_ text: String, _ message: String, _ suggestion: String) -> CraftError {
        CraftError("The field \"\(text)\" cannot be understood: \(message)", suggestion: suggestion)
    }
}

extension String {
    /// The text as a literal of Swift.
    var swiftLiteral: String {
        "\"" + replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
    }
}
