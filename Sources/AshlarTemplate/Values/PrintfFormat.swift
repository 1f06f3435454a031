import Foundation

/// `"%s of %d" % (a, b)` and the `format` filter: printf as Python has it.
struct PrintfFormat {
    private let values: [TemplateValue]
    private let named: TemplateValue?
    private let escapes: Bool
    private let limits: TemplateLimits
    /// Whether values may be left over: those of a list and of what is undefined, as in Python.
    private let isLenient: Bool
    private var next = 0
    private var result = ""

    /// Fills the places of a format; if the format is markup, what is filled in is escaped.
    static func apply(_ format: TemplateValue, to operand: TemplateValue, limits: TemplateLimits) throws
        -> TemplateValue
    {
        if case .undefined(let undefined) = operand { try undefined.use() }
        var values = [operand]
        var named: TemplateValue?
        if case .array(let sequence) = operand, sequence.isTuple { values = try sequence.values() }
        if case .dictionary = operand { named = operand }
        let isLenient =
            switch operand {
            case .undefined: true
            case .array(let sequence): !sequence.isTuple
            default: false
            }
        var formatter = PrintfFormat(
            values: values, named: named, escapes: format.isMarkup, limits: limits, isLenient: isLenient)
        try formatter.run(format.plainText ?? "")
        try limits.check(text: formatter.result)
        return format.isMarkup ? .markup(Markup(formatter.result)) : .string(formatter.result)
    }

    private init(
        values: [TemplateValue], named: TemplateValue?, escapes: Bool, limits: TemplateLimits, isLenient: Bool
    ) {
        self.isLenient = isLenient
        self.values = values
        self.named = named
        self.escapes = escapes
        self.limits = limits
    }

    private mutating func run(_ format: String) throws {
        var rest = Substring(format).unicodeScalars
        var hasNames = false
        while let scalar = rest.popFirst() {
            guard scalar == "%" else {
                result.unicodeScalars.append(scalar)
                continue
            }
            var spec = FormatSpec()
            var name: String?
            if rest.first == "(" {
                guard let end = rest.firstIndex(of: ")") else { throw Failure("the format has a %( without a )") }
                name = String(rest[rest.index(after: rest.startIndex)..<end])
                rest = rest[rest.index(after: end)...]
                hasNames = true
            }
            while let flag = rest.first, "-+ #0".unicodeScalars.contains(flag) {
                switch flag {
                case "-": spec.align = "<"
                case "+": spec.sign = "+"
                case " ": spec.sign = spec.sign ?? " "
                case "0": spec.isZeroPadded = true
                default: spec.isAlternate = true
                }
                rest.removeFirst()
            }
            spec.width = try number(&rest)
            if rest.first == "." {
                rest.removeFirst()
                spec.precision = try number(&rest) ?? 0
            }
            guard let conversion = rest.popFirst() else { throw Failure("the format ends in the middle of a place") }
            if conversion == "%" {
                result += "%"
            } else {
                try write(try value(named: name), conversion, spec)
            }
        }
        if !hasNames, named == nil, !isLenient, next < values.count {
            throw Failure("the format has fewer places than there are values")
        }
    }

    private mutating func number(_ rest: inout Substring.UnicodeScalarView) throws -> Int? {
        if rest.first == "*" {
            rest.removeFirst()
            guard let width = try value(named: nil).integer else { throw Failure("the format's * needs an integer") }
            try limits.check(length: 1, times: width)
            return width
        }
        var digits = ""
        while let digit = rest.first, ("0"..."9").contains(digit) {
            digits.unicodeScalars.append(digit)
            rest.removeFirst()
        }
        if digits.isEmpty { return nil }
        guard let number = Int(digits) else { throw Failure("the format's width \(digits) is too large") }
        try limits.check(length: 1, times: number)
        return number
    }

    private mutating func value(named name: String?) throws -> TemplateValue {
        if let name {
            guard case .dictionary(let dictionary)? = named else {
                throw Failure("the format names a value, but it was given no dictionary")
            }
            guard let value = dictionary[name] else {
                throw Failure("the format asks for \"\(name)\", which was not given")
            }
            return value
        }
        guard next < values.count else { throw Failure("the format has more places than there are values") }
        next += 1
        return values[next - 1]
    }

    private mutating func write(_ value: TemplateValue, _ conversion: Unicode.Scalar, _ spec: FormatSpec) throws {
        switch conversion {
        case "s", "r", "a":
            var text = conversion == "s" ? try (escapes ? value.html() : value.text()) : value.quoted
            if conversion == "a" { text = text.escapedToASCII }
            if escapes, conversion != "s" { text = Markup.escaping(text).html }
            if let precision = spec.precision { text = String(text.unicodeScalars.prefix(precision)) }
            result += FormatSpec.pad(text, to: spec.width, align: spec.align ?? ">", fill: " ")
        case "c":
            let text =
                try value.integer.map { code in
                    guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else {
                        throw Failure("\(code) is no character")
                    }
                    return String(scalar)
                } ?? value.text()
            guard text.unicodeScalars.count == 1 else { throw Failure("%c needs one character") }
            result += FormatSpec.pad(text, to: spec.width, align: spec.align ?? ">", fill: " ")
        case "d", "i", "u", "x", "X", "o":
            let isDecimal = "diu".unicodeScalars.contains(conversion)
            guard
                let number = value.bigInteger
                    ?? (isDecimal ? value.arithmeticNumber.flatMap { BigInteger($0) } : nil)
            else {
                if case .undefined(let undefined) = value { throw undefined.failure }
                throw Failure("%\(conversion) needs \(isDecimal ? "a number" : "an integer"), not \(value.typeName)")
            }
            result += try spec.format(integer: number, as: isDecimal ? "d" : conversion)
        case "f", "F", "e", "E", "g", "G":
            if conversion == "f" || conversion == "F", case .object(let object) = value,
                let decimal = object as? DecimalObject
            {
                var spec = spec
                spec.precision = spec.precision ?? 6
                result += try spec.format(decimal: decimal.value)
                return
            }
            guard let number = value.arithmeticNumber else {
                if case .undefined(let undefined) = value { throw undefined.failure }
                throw Failure("%\(conversion) needs a number, not \(value.typeName)")
            }
            result += try spec.format(double: number, as: conversion)
        default: throw Failure("the format has an unknown place %\(conversion)")
        }
    }
}
