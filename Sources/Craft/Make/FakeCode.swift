import AshlarSupport

/// Code that makes up the properties of a model, for its factory.
struct FakeCode: Sendable {
    /// The arguments of the model's initialiser: what has to be given, in the order of declaration.
    func arguments(of model: ModelFile) -> [String] {
        model.fields.filter { !$0.isOptional && $0.initial == nil }.map { field in
            switch field.kind {
            case .reference(let other):
                return "\(field.property): try await fake.key(of: \(other).factory)"
            case .list(let type):
                return "\(field.name): [\(value(of: field, type))]"
            case .value(let type):
                let made = value(of: field, type)
                return "\(field.name): \(field.isUnique ? unique(field, type) ?? made : made)"
            }
        }
    }

    /// The other models whose factories those arguments ask.
    func parents(of model: ModelFile) -> [String] {
        var seen: Set<String> = [model.type]
        return model.fields.filter { !$0.isOptional }.compactMap(\.referenced).filter { seen.insert($0).inserted }
    }

    /// The lines of the factory's body.
    func body(of model: ModelFile) -> String {
        let arguments = arguments(of: model)
        let line = "\(model.type)(\(arguments.joined(separator: ", ")))"
        guard line.count > 90 else { return line }
        return "\(model.type)(\n" + arguments.map { "    \($0)" }.joined(separator: ",\n") + ")"
    }

    private func unique(_ field: Field, _ type: FieldType) -> String? {
        guard type.swift == "String" else { return nil }
        return "fake.unique(\(field.name.swiftLiteral)) { \(text(of: field, from: "$0")) }"
    }

    private func value(of field: Field, _ type: FieldType) -> String {
        switch type.swift {
        case "String": text(of: field, from: "fake")
        case "Bool": "fake.bool()"
        case "Int": "fake.int(in: 1...1000)"
        case "Int16": "Int16(fake.int(in: 1...1000))"
        case "Float": "Float(fake.double(in: 0...100))"
        case "Double": "fake.double(in: 0...100)"
        case "Decimal": "fake.decimal(in: \(range(of: field)))"
        case "UUID": "fake.uuid()"
        case "Date": "fake.past()"
        case "PostgresDate": "PostgresDate(fake.past())"
        case "Data": "Data(fake.word().utf8)"
        default: "JSONB([fake.word(): fake.word()])"
        }
    }

    /// What fits into so many digits.
    private func range(of field: Field) -> String {
        guard field.arguments.count == 2 else { return "1...100" }
        let digits = max(0, min(3, field.arguments[0] - field.arguments[1]))
        return digits == 0 ? "0...0" : "1...\(String(repeating: "9", count: digits))"
    }

    /// Names tell what a text is.
    private func text(of field: Field, from fake: String) -> String {
        let words = Set(CaseConversion.words(field.name))
        let known: [(words: Set<String>, call: String)] = [
            (["email", "mail"], "email()"), (["slug"], "slug()"), (["title", "subject", "headline"], "title()"),
            (["url", "website", "link", "homepage"], "url()"), (["phone", "telephone"], "phone()"),
            (["city", "town"], "city()"), (["country"], "country()"), (["company"], "company()"),
            (["postcode", "zip"], "postcode()"), (["street"], "streetAddress()"), (["address"], "address()"),
            (["job", "profession"], "job()"), (["username", "login"], "username()"), (["domain", "host"], "domain()"),
            (["color", "colour"], "color()"),
            (["body", "content", "description", "bio", "text", "summary", "note", "notes"], "paragraph()"),
        ]
        var call = known.first { !$0.words.isDisjoint(with: words) }?.call
        if call == nil, words.contains("name") {
            call = words.contains("first") ? "firstName()" : words.contains("last") ? "lastName()" : "name()"
        }
        guard let length = field.arguments.first else { return "\(fake).\(call ?? "sentence()")" }
        // What is looked up has its own length; most of it is short.
        if let call, call != "paragraph()", length >= 60 { return "\(fake).\(call)" }
        return call == nil && length > 200 ? "\(fake).sentence()" : "\(fake).text(\(length))"
    }
}
