/// The tests that every template has.
enum BuiltinTests {
    static let all: [String: TemplateTest] = {
        var tests = kinds
        for (name, test) in comparisons { tests[name] = test }
        return tests
    }()

    private static let kinds: [String: TemplateTest] = [
        "defined": TemplateTest(acceptsUndefined: true) { value, _ in !value.isUndefined },
        "undefined": TemplateTest(acceptsUndefined: true) { value, _ in value.isUndefined },
        "none": kind { $0.isNone },
        "boolean": kind { if case .bool = $0 { true } else { false } },
        "true": kind { if case .bool(true) = $0 { true } else { false } },
        "false": kind { if case .bool(false) = $0 { true } else { false } },
        "integer": kind { if case .bool = $0 { false } else { $0.bigInteger != nil } },
        "float": kind { if case .double = $0 { true } else { false } },
        "number": kind { $0.arithmeticNumber != nil },
        "string": kind { $0.plainText != nil },
        "mapping": kind { if case .dictionary = $0 { true } else { false } },
        "sequence": kind { value in
            switch value {
            case .array(let sequence): !(sequence is DictionaryView)
            case .string, .markup, .dictionary: true
            case .undefined: true
            case .object(let object): (try? object.elements()) != nil
            default: false
            }
        },
        "iterable": kind { ((try? $0.elements()) ?? nil) != nil },
        "callable": kind { value in
            switch value {
            case .function, .undefined: true
            case .object(let object): object.isCallable
            default: false
            }
        },
        "escaped": kind { $0.isMarkup },
        "lower": TemplateTest { value, _ in
            let text = try value.text()
            return text.contains(where: \.isCased) && text == text.lowercased()
        },
        "upper": TemplateTest { value, _ in
            let text = try value.text()
            return text.contains(where: \.isCased) && text == text.uppercased()
        },
        "filter": TemplateTest { value, arguments in arguments.state?.engine.filters[try value.text()] != nil },
        "test": TemplateTest { value, arguments in arguments.state?.engine.tests[try value.text()] != nil },
        "odd": TemplateTest { value, _ in try value.remainder(.int(2), limits: TemplateLimits()).arithmeticNumber == 1
        },
        "even": TemplateTest { value, _ in try value.remainder(.int(2), limits: TemplateLimits()).arithmeticNumber == 0
        },
        "divisibleby": TemplateTest { value, arguments in
            try value.remainder(arguments.required(0, "num"), limits: TemplateLimits()).arithmeticNumber == 0
        },
    ]

    /// A test that only looks at what kind of value it is given.
    private static func kind(_ body: @escaping @Sendable (TemplateValue) -> Bool) -> TemplateTest {
        TemplateTest { value, arguments in
            try arguments.accept()
            return body(value)
        }
    }

    private static let comparisons: [String: TemplateTest] = {
        let all: [(ExpressionNode.Comparison, [String])] = [
            (.equal, ["==", "eq", "equalto"]), (.notEqual, ["!=", "ne"]),
            (.greater, [">", "gt", "greaterthan"]), (.greaterOrEqual, [">=", "ge"]),
            (.less, ["<", "lt", "lessthan"]), (.lessOrEqual, ["<=", "le"]), (.in, ["in"]),
        ]
        var tests: [String: TemplateTest] = [
            "sameas": TemplateTest { value, arguments in try value.isSame(as: arguments.required(0, "other")) }
        ]
        for (comparison, names) in all {
            let test = TemplateTest { value, arguments in
                try ComparisonExpression.holds(comparison, value, arguments.required(0, "other"))
            }
            for name in names { tests[name] = test }
        }
        return tests
    }()
}

extension TemplateValue {
    /// Whether both are one and the same: of plain values, equal ones of the same kind.
    fileprivate func isSame(as other: TemplateValue) throws -> Bool {
        switch (self, other) {
        case (.array(let left), .array(let right)): left === right
        case (.dictionary(let left), .dictionary(let right)): left === right
        case (.object(let left), .object(let right)): left === right
        case (.undefined, .undefined): true
        default: try typeName == other.typeName && equals(other)
        }
    }
}
