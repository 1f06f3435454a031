import Foundation

extension FormatSpec {
    /// What a spec lays out.
    struct Layout {
        let spec: FormatSpec
        let type: Unicode.Scalar?

        func format(_ value: TemplateValue) throws -> String {
            if case .undefined(let undefined) = value { try undefined.use() }
            switch type {
            case nil, "s":
                if type == nil, let number = value.bigInteger { return try spec.format(integer: number, as: "d") }
                if type == nil, case .double(let number) = value { return try general(number) }
                if type == nil, spec.precision == nil, let decimal = decimalValue(of: value) {
                    return try spec.format(decimal: decimal)
                }
                return FormatSpec.pad(
                    try prefix(of: value), to: spec.width, align: spec.align ?? "<", fill: spec.padding)
            case "n" where value.bigInteger != nil, "d", "x", "X", "o", "b":
                guard let number = value.bigInteger, let type else {
                    throw Failure("the format needs an integer, not \(value.typeName)")
                }
                return try spec.format(integer: number, as: type == "n" ? "d" : type)
            case "c":
                guard let code = value.integer, let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else {
                    throw Failure("the format needs the number of a character, not \(value.quoted)")
                }
                return FormatSpec.pad(String(scalar), to: spec.width, align: spec.align ?? "<", fill: spec.padding)
            case "f", "F", "%":
                guard let decimal = decimalValue(of: value) else { fallthrough }
                return try spec.format(decimal: decimal, isPercent: type == "%")
            case "e", "E", "g", "G", "n":
                guard let number = value.arithmeticNumber, let type else {
                    throw Failure("the format needs a number, not \(value.typeName)")
                }
                return try spec.format(double: number, as: type == "n" ? "g" : type)
            case let type?: throw Failure("the format has an unknown type \"\(type)\"")
            }
        }

        private func decimalValue(of value: TemplateValue) -> Decimal? {
            guard case .object(let object) = value else { return nil }
            return (object as? DecimalObject)?.value
        }

        private func prefix(of value: TemplateValue) throws -> String {
            let text = try value.text()
            return spec.precision.map { String(text.unicodeScalars.prefix($0)) } ?? text
        }

        /// A float without a type: as it prints, or with so many digits.
        private func general(_ number: Double) throws -> String {
            if spec.precision != nil { return try spec.format(double: number, as: "g") }
            return spec.format(
                digits: NumberText.text(of: number.magnitude), isNegative: number.sign == .minus && !number.isNaN)
        }
    }

    static func parse(_ text: String, limits: TemplateLimits) throws -> Layout {
        var spec = FormatSpec()
        var rest = Array(text.unicodeScalars)[...]
        func isAlign(_ scalar: Unicode.Scalar?) -> Bool { scalar.map { "<>^=".unicodeScalars.contains($0) } ?? false }
        if isAlign(rest.dropFirst().first), let fill = rest.first {
            spec.fill = fill
            rest.removeFirst()
        }
        if isAlign(rest.first) { spec.align = rest.removeFirst() }
        if let sign = rest.first, "+- ".unicodeScalars.contains(sign) {
            spec.sign = sign
            rest.removeFirst()
        }
        if rest.first == "#" {
            spec.isAlternate = true
            rest.removeFirst()
        }
        if rest.first == "0" {
            spec.isZeroPadded = true
            rest.removeFirst()
        }
        spec.width = try number(&rest, limits)
        if let mark = rest.first, mark == "," || mark == "_" { spec.grouping = rest.removeFirst() }
        if rest.first == "." {
            rest.removeFirst()
            spec.precision = try number(&rest, limits)
        }
        let type = rest.popFirst()
        if !rest.isEmpty { throw Failure("the format \"\(text)\" cannot be read") }
        return Layout(spec: spec, type: type)
    }

    private static func number(_ rest: inout ArraySlice<Unicode.Scalar>, _ limits: TemplateLimits) throws -> Int? {
        var digits = ""
        while let digit = rest.first, ("0"..."9").contains(digit) {
            digits.unicodeScalars.append(digit)
            rest.removeFirst()
        }
        if digits.isEmpty { return nil }
        guard let number = Int(digits) else { throw Failure("the format's width \(digits) is too large") }
        try limits.check(length: 4, times: number)
        return number
    }
}
