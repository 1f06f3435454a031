/// `"{} of {total}".format(3, total=9)`: Python's `str.format`, without reaching into private members.
enum BraceFormat {
    static func apply(_ format: TemplateValue, _ arguments: TemplateArguments) throws -> TemplateValue {
        var formatter = Formatter(arguments: arguments, escapes: format.isMarkup)
        let text = try formatter.run(format.plainText ?? "", depth: 0)
        try arguments.limits.check(text: text)
        return format.isMarkup ? .markup(Markup(text)) : .string(text)
    }

    private struct Formatter {
        let arguments: TemplateArguments
        let escapes: Bool
        var next = 0
        /// Whether a place was given by its number.
        var isNumbered = false

        init(arguments: TemplateArguments, escapes: Bool) {
            self.arguments = arguments
            self.escapes = escapes
        }

        mutating func run(_ format: String, depth: Int) throws -> String {
            guard depth < 3 else { throw Failure("the format is nested too deeply") }
            var result = ""
            let scalars = Array(format.unicodeScalars)
            var index = 0
            while index < scalars.count {
                let scalar = scalars[index]
                let isDoubled = index + 1 < scalars.count && scalars[index + 1] == scalar
                if scalar == "{" || scalar == "}", isDoubled {
                    result.unicodeScalars.append(scalar)
                    index += 2
                } else if scalar == "}" {
                    throw Failure("the format has a } without a {")
                } else if scalar == "{" {
                    var open = 1
                    var end = index + 1
                    while end < scalars.count {
                        if scalars[end] == "{" { open += 1 }
                        if scalars[end] == "}" { open -= 1 }
                        if open == 0 { break }
                        end += 1
                    }
                    guard end < scalars.count else { throw Failure("the format has a { without a }") }
                    result += try field(String(String.UnicodeScalarView(scalars[(index + 1)..<end])), depth: depth)
                    index = end + 1
                } else {
                    result.unicodeScalars.append(scalar)
                    index += 1
                }
            }
            return result
        }

        private mutating func field(_ field: String, depth: Int) throws -> String {
            let parts = field.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            var name = parts.first ?? ""
            var conversion: Substring?
            if let mark = name.lastIndex(of: "!") {
                conversion = name[name.index(after: mark)...]
                name = name[..<mark]
            }
            var value = try self.value(name)
            switch conversion {
            case nil: break
            case "r": value = .string(value.quoted)
            case "a": value = .string(value.quoted.escapedToASCII)
            case "s": if !value.isMarkup { value = .string(try value.text()) }
            case let unknown?: throw Failure("the format has an unknown conversion \"!\(unknown)\"")
            }
            let spec = parts.count > 1 ? try run(String(parts[1]), depth: depth + 1) : ""
            if spec.isEmpty { return try escapes ? value.html() : value.text() }
            let text = try FormatSpec.parse(spec, limits: arguments.limits).format(value)
            return escapes && !value.isMarkup ? Markup.escaping(text).html : text
        }

        /// `0`, `name`, `user.name`, `items[0]`
        private mutating func value(_ path: Substring) throws -> TemplateValue {
            let name = path.prefix { $0 != "." && $0 != "[" }
            var rest = path.dropFirst(name.count)
            var value: TemplateValue
            if name.isEmpty {
                if isNumbered { throw Failure("the format mixes {} with places that have numbers") }
                value = try positional(next)
                next += 1
            } else if let index = Int(name) {
                if next > 0 { throw Failure("the format mixes {} with places that have numbers") }
                isNumbered = true
                value = try positional(index)
            } else {
                guard let named = arguments[String(name)] else {
                    throw Failure("the format asks for \"\(name)\", which was not given")
                }
                value = named
            }
            while let first = rest.first {
                rest = rest.dropFirst()
                let key = rest.prefix { first == "[" ? $0 != "]" : $0 != "." && $0 != "[" }
                rest = rest.dropFirst(key.count)
                if first == "[" { rest = rest.dropFirst() }
                let found =
                    first == "["
                    ? try value.element(Int(key).map { .int($0) } ?? .string(String(key)))
                    : try value.member(String(key))
                value =
                    found
                    ?? .undefined(
                        TemplateUndefined(key: .string(String(key)), of: value, behavior: arguments.behavior))
            }
            return value
        }

        private func positional(_ index: Int) throws -> TemplateValue {
            guard arguments.positional.indices.contains(index) else {
                throw Failure("the format has more places than there are values")
            }
            return arguments.positional[index]
        }
    }
}
