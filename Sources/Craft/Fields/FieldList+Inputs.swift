import AshlarSupport

/// What code reads of forms, and makes models of.
extension FieldList {
    /// The properties of an input with their rules.
    ///
    /// - Parameters:
    ///   - model: the model.
    ///   - variable: the parameter of the path that is the key of the row that is changed.
    func inputProperties(model: String, variable: String) -> String {
        inForms.map { field in
            let rules = Self.rules(of: field, model: model, variable: variable)
            let type = field.referenced.map { "\($0).Key" } ?? field.swiftType
            var fallback = field.initial
            if fallback == nil, !field.isOptional, field.type?.control == .checkbox, !field.isList {
                fallback = "false"
            }
            if fallback == nil, !field.isOptional, field.isList { fallback = "[]" }
            let attributes =
                (field.isList ? ["@Separated"] : [])
                + (rules.isEmpty ? [] : ["@Rule(\(rules.joined(separator: ", ")))"])
            let property =
                "var \(field.property): \(type)\(field.isOptional ? "?" : "")"
                + (fallback.map { " = \($0)" } ?? "")
            let line = (attributes + [property]).joined(separator: " ")
            return line.count > 106 ? (attributes + [property]).joined(separator: "\n") : line
        }.joined(separator: "\n")
    }

    /// What has to hold for a field, in the words of rules.
    private static func rules(of field: Field, model: String, variable: String) -> [String] {
        var rules: [String] = []
        switch field.kind {
        case .reference(let other): return [".exists(\(other).self)"]
        case .list(let type):
            if type.swift == "String" {
                return field.arguments.first.map { [".each(.trim, .length(1...\($0)))"] } ?? []
            }
            return type.isFourBytes ? [".each(\(Self.fourBytes))"] : []
        case .value(let type):
            switch type.swift {
            case "String":
                rules.append(".trim")
                let limit = field.arguments.first.map(String.init) ?? ""
                if !field.isOptional {
                    rules.append(".length(1...\(limit))")
                } else if !limit.isEmpty {
                    rules.append(".length(...\(limit))")
                }
            case "Decimal":
                if field.arguments.count == 2 {
                    rules.append(".places(\(field.arguments[1]))")
                    let digits = field.arguments[0] - field.arguments[1]
                    if (1...15).contains(digits) {
                        let bound = Self.grouped("1" + String(repeating: "0", count: digits))
                        rules += [".greaterThan(-\(bound))", ".lessThan(\(bound))"]
                    }
                }
            default: if type.isFourBytes { rules.append(Self.fourBytes) }
            }
        }
        if field.isUnique { rules.append(".unique(\\\(model).\(field.property), ignoring: \"\(variable)\")") }
        return rules
    }

    /// A number as Swift's formatter wants it: of seven digits and more every three together.
    private static func grouped(_ digits: String) -> String {
        guard digits.count >= 7 else { return digits }
        var groups: [Substring] = []
        var rest = digits[...]
        while !rest.isEmpty {
            groups.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        return groups.joined(separator: "_")
    }

    /// What fits into a column `integer`, of which the property is an `Int`.
    private static let fourBytes = ".between(-2_147_483_648...2_147_483_647)"

    /// Sets a model's properties to an input's.
    func assignments(to variable: String) -> String {
        inForms.map { "\(variable).\($0.property) = input.\($0.property)" }.joined(separator: "\n")
    }

    /// The arguments that make a model of an input, a line each.
    var arguments: String {
        let values = inForms.filter { $0.referenced == nil } + inForms.filter { $0.referenced != nil }
        return values.map { "\($0.property): input.\($0.property)" }.joined(separator: ",\n")
    }
}

extension FieldType {
    /// Whether its column has four bytes, and its property eight.
    fileprivate var isFourBytes: Bool { name == "integer" }
}
