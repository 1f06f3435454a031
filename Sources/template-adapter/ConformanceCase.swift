import AshlarTemplate

/// One case: templates, options and values, and what is to be rendered.
struct ConformanceCase {
    private let input: TemplateDictionary

    init(_ input: TemplateDictionary) { self.input = input }

    /// The output or the value, or the kind of error with its line and message.
    struct Answer {
        let id: String
        var output: String?
        var value: TemplateValue?
        var error: (kind: String, message: String, line: Int?)?

        /// The answer as one line of JSON.
        var json: String {
            var pairs: [(TemplateValue, TemplateValue)] = [("id", .string(id))]
            if let output { pairs.append(("output", .string(output))) }
            if let value { pairs.append(("value", value)) }
            if let error {
                pairs.append(("error", .string(error.kind)))
                pairs.append(("message", .string(error.message)))
                if let line = error.line { pairs.append(("line", .int(line))) }
            }
            // The engine's own JSON is JSON; its escapes for HTML do no harm here.
            let engine = TemplateEngine(loader: DictionaryLoader([:]))
            let values: [String: any Sendable] = ["answer": TemplateDictionary(pairs)]
            return (try? engine.render(source: "{{ answer|tojson }}", values))
                ?? "{\"id\": \"\(id)\", \"error\": \"runtime\"}"
        }
    }

    /// Renders the case.
    func answer() -> Answer {
        var answer = Answer(id: text(input["id"]) ?? "")
        var sources: [String: String] = [:]
        for (name, source) in pairs(input["templates"]) { sources[name] = text(source) }
        let anonymous = "<template>"
        let expression = text(input["expression"])
        if let expression {
            sources[anonymous] = "{{ capture(\(expression)) }}"
        } else if let source = text(input["source"]) {
            sources[anonymous] = source
        }
        let captured = Captured()
        var configuration = ConformanceOptions(input["env"]).configuration()
        for (name, value) in pairs(input["globals"]) { configuration.globals[name] = value }
        configuration.globals["capture"] = .function(
            TemplateFunction("capture") { arguments in
                captured.value = try arguments.required(0, "value")
                return ""
            })
        let engine = TemplateEngine(loader: DictionaryLoader(sources), configuration: configuration)
        var values: [String: any Sendable] = [:]
        for (name, value) in pairs(input["context"]) { values[name] = value }
        do {
            let output = try engine.renderText(text(input["name"]) ?? anonymous, values)
            if expression == nil { answer.output = output } else { answer.value = captured.value }
        } catch let error as TemplateError {
            answer.error = (Self.kind(of: error), error.message, error.line)
        } catch {
            answer.error = ("runtime", String(describing: error), nil)
        }
        return answer
    }

    private static func kind(of error: TemplateError) -> String {
        switch error.kind {
        case .syntax: "syntax"
        case .undefined: "undefined"
        case .notFound, .refused: "not_found"
        default: "runtime"
        }
    }
}

func text(_ value: TemplateValue?) -> String? {
    if case .string(let text)? = value { return text }
    return nil
}

func pairs(_ value: TemplateValue?) -> [(String, TemplateValue)] {
    guard case .dictionary(let dictionary)? = value else { return [] }
    return zip(dictionary.keys, dictionary.values).map { (text($0) ?? "", $1) }
}
