import AshlarSupport

/// A model of the app, as its file declares it: what other generators need to know of it.
struct ModelFile: Sendable, Equatable {
    /// Its type.
    let type: String
    /// Its columns and the models it belongs to; nil for those whose type no generator knows.
    private(set) var fields: [Field]
    /// Columns that have to be given and whose type no generator knows.
    let unknown: [String]
    /// What `references` needs to be told of its key: `uuid` or `text`; nil for the usual number.
    let keyType: String?

    /// Finds a model in an app.
    ///
    /// - Parameters:
    ///   - type: the model.
    ///   - root: the app.
    /// - Returns: nil if no file of that name is below `Sources/App/Models`, and no other there declares it.
    init?(_ type: String, inApp root: String) {
        let folder = "\(root)/Sources/App/Models"
        let all = Files.list(below: folder).filter { $0.hasSuffix(".swift") }
        let named = all.filter { Files.name(of: $0) == "\(type).swift" }
        let texts = (named + all).lazy.compactMap { try? Files.text("\(folder)/\($0)") }
        guard let text = named.isEmpty ? texts.first(where: { Self.types(in: $0).contains(type) }) : texts.first else {
            return nil
        }
        self.init(type, text: text)
    }

    /// The models that a file declares, in their order.
    static func types(in text: String) -> [String] {
        let code = String(decoding: SwiftCode(text).bytes, as: UTF8.self)
        return code.matches(of: /@Model\b(?:\([^)]*\))?\s+(?:(?:public|package|internal)\s+)?struct\s+(\w+)/)
            .map { String($0.1) }
    }

    /// The declaration of a struct, of a file that may have several; the whole text where it has none of that name.
    private static func declaration(of type: String, in text: String) -> String {
        let code = SwiftCode(text).bytes
        let lead = Array("struct \(type)".utf8)
        func isWord(_ byte: UInt8?) -> Bool {
            guard let byte else { return false }
            let character = Character(UnicodeScalar(byte))
            return character == "_" || character.isLetter || character.isNumber
        }
        let start = code.indices.first { start in
            code[start...].starts(with: lead) && !isWord(code.dropFirst(start + lead.count).first)
                && (start == 0 || !isWord(code[start - 1]))
        }
        guard let start else { return text }
        var depth = 0
        for index in code.indices[start...] {
            if code[index] == UInt8(ascii: "{") { depth += 1 }
            guard code[index] == UInt8(ascii: "}") else { continue }
            depth -= 1
            if depth == 0 { return String(decoding: Array(text.utf8)[start...index], as: UTF8.self) }
        }
        return text
    }

    /// Reads the properties of a model's declaration; a file may have others.
    init(_ type: String, text: String) {
        self.type = type
        let text = Self.declaration(of: type, in: text)
        var fields: [Field] = []
        var unknown: [String] = []
        var keyType: String?
        for line in text.split(separator: "\n") {
            guard
                let match = line.wholeMatch(
                    of:
                        /\s+((?:@\w+(?:\((?:[^()]|\([^()]*\))*\))?\s+)*)(?:public )?var (\w+): ([^={]+?)(\?)?(?:\s*=\s*(.+?))?\s*/
                )
            else { continue }
            let attribute = match.1
            let (name, swift, isOptional) = (String(match.2), String(match.3), match.4 != nil)
            if name == "id" {
                keyType = swift == "UUID" ? "uuid" : swift == "String" ? "text" : nil
                continue
            }
            if ["createdAt", "updatedAt"].contains(name) || Self.isElsewhere(attribute) { continue }
            var field: Field?
            if attribute.contains("@BelongsTo") {
                field = Field(name: name, kind: .reference(model: swift))
            } else if let kind = Self.kind(of: swift) {
                field = Field(name: name, kind: kind)
            }
            if var field {
                field.isOptional = isOptional
                field.initial = match.5.map(String.init)
                field.isUnique = attribute.contains("@Unique")
                fields.append(field)
            } else if !isOptional, match.5 == nil {
                unknown.append(name)
            }
        }
        self.fields = fields
        self.unknown = unknown
        self.keyType = keyType
    }

    /// Whether a property is no column: a relation whose key is on the other side, or a value of the database's.
    private static func isElsewhere(_ attributes: Substring) -> Bool {
        [
            "@HasMany", "@HasOne", "@BelongsToMany", "@MorphMany", "@MorphOne", "@MorphToMany", "@MorphedByMany",
            "@Generated",
        ]
        .contains { attributes.contains($0) }
    }

    /// The same with the lengths and marks that another list of its fields has.
    func detailed(by fields: FieldList) -> ModelFile {
        var copy = self
        copy.fields = self.fields.map { field in
            guard let other = fields.fields.first(where: { $0.name == field.name }) else { return field }
            var field = field
            if field.arguments.isEmpty { field.arguments = other.arguments }
            field.isUnique = field.isUnique || other.isUnique
            return field
        }
        return copy
    }

    /// Whether a new row needs any data at all.
    var needsFake: Bool { fields.contains { !$0.isOptional && $0.initial == nil } }

    /// Of the types that one Swift type stands for, the one that promises least.
    private static func kind(of swift: String) -> Field.Kind? {
        let isList = swift.hasPrefix("[") && swift.hasSuffix("]") && !swift.contains(":")
        let name = isList ? String(swift.dropFirst().dropLast()) : swift
        let found = FieldType.all.last { $0.swift == name && $0.name != "text" }
        return found.map { isList ? .list($0) : .value($0) }
    }

    /// The property that tells one row from another on a page: `name`, `title`, or else its first text.
    static func label(of fields: [Field]) -> String {
        let texts = fields.filter { !$0.isList && $0.type?.swift == "String" && !$0.isOptional }.map(\.name)
        return ["name", "title"].first(where: texts.contains) ?? texts.first ?? "id"
    }
}
