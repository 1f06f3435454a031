/// `tojson`: JSON that can stand in HTML and in `<script>`: `<`, `>`, `&` and `'` are written as escapes.
struct JSONWriter {
    private let indent: Int?
    private let sortsKeys: Bool
    private let limits: TemplateLimits
    private(set) var text = ""

    init(indent: Int?, sortsKeys: Bool, limits: TemplateLimits) {
        self.indent = indent.map { min(max($0, 0), 64) }
        self.sortsKeys = sortsKeys
        self.limits = limits
    }

    mutating func write(_ value: TemplateValue, depth: Int = 0) throws {
        guard depth <= Target.deepest else { throw Failure(.limit, "the value is nested too deeply for JSON") }
        try limits.check(text: text)
        switch value {
        case .none: text += "null"
        case .bool(let flag): text += flag ? "true" : "false"
        case .int(let number): text += String(number)
        case .double(let number):
            text +=
                number.isFinite
                ? NumberText.text(of: number) : number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
        case .string(let string): write(string: string)
        case .markup(let markup): write(string: markup.html)
        case .array(let sequence):
            try writeItems("[", "]", count: sequence.count, depth: depth) { writer, index in
                try writer.write(try sequence.element(at: index), depth: depth + 1)
            }
        case .dictionary(let dictionary): try write(dictionary, depth: depth)
        case .object(let object): try write(object, depth: depth)
        case .undefined(let undefined): throw undefined.failure
        case .function: throw Failure("a function cannot be written as JSON")
        }
    }

    private mutating func write(_ dictionary: TemplateDictionary, depth: Int) throws {
        var pairs = try zip(dictionary.keys, dictionary.values).map { (key: try Self.name(of: $0), value: $1) }
        if sortsKeys { pairs.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) } }
        try writeItems("{", "}", count: pairs.count, depth: depth) { writer, index in
            writer.write(string: pairs[index].key)
            writer.text += ": "
            try writer.write(pairs[index].value, depth: depth + 1)
        }
    }

    private mutating func write(_ object: any TemplateObject, depth: Int) throws {
        // As an action's JSON of the same value: no relation that is not loaded, nothing that is hidden.
        if object is EncodedObject || (object as? RecordObject)?.isModel == true,
            let value = object.rawValue as? any Encodable
        {
            return try write(try ValueEncoder.encode(value, absence: .leavesOut), depth: depth)
        }
        if object is DecimalObject || object is IntegerObject { return text += object.text }
        if let elements = try object.elements() { return try write(.array(elements), depth: depth) }
        guard (object as? RecordObject)?.isModel == true || object is Namespace else {
            return write(string: object.text)
        }
        var pairs: [(TemplateValue, TemplateValue)] = []
        for name in object.memberNames { pairs.append((.string(name), try object.member(named: name) ?? .none)) }
        try write(TemplateDictionary(pairs), depth: depth)
    }

    private static func name(of key: TemplateValue) throws -> String {
        switch key {
        case .none: "null"
        case .bool(let flag): flag ? "true" : "false"
        default: try key.text()
        }
    }

    private mutating func writeItems(
        _ open: String, _ close: String, count: Int, depth: Int, _ body: (inout JSONWriter, Int) throws -> Void
    ) throws {
        text += open
        for index in 0..<count {
            if index > 0 { text += indent == nil ? ", " : "," }
            writeBreak(depth + 1)
            try body(&self, index)
        }
        if count > 0 { writeBreak(depth) }
        text += close
    }

    private mutating func writeBreak(_ depth: Int) {
        guard let indent else { return }
        text += "\n" + String(repeating: " ", count: indent * depth)
    }

    private mutating func write(string: String) {
        text += "\""
        for unit in string.utf16 {
            switch unit {
            case 0x22: text += "\\\""
            case 0x5C: text += "\\\\"
            case 0x0A: text += "\\n"
            case 0x0D: text += "\\r"
            case 0x09: text += "\\t"
            case 0x08: text += "\\b"
            case 0x0C: text += "\\f"
            case 0x26, 0x27, 0x3C, 0x3E, 0..<0x20, 0x7F...:
                let digits = String(unit, radix: 16)
                if unit == 0x7F {
                    text += "\u{7F}"
                } else {
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: text.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: unit)))
            }
        }
        text += "\""
    }
}
