import AshlarSupport

extension ValidationRule {
    /// What holds for each element: `.each(.trim, .length(1...30))`.
    public static func each<Element: Sendable>(_ rules: Rule<Element>...) -> Self where Self == Rule<[Element]> {
        let steps = RuleSteps(rules)
        return Rule("each", [.each(rules.flatMap(\.constraints))]) { values, reader in
            // A list may be longer than the errors that are told of it.
            for index in values.indices where reader.errors.count < reader.context.errorLimit {
                reader.within(reader.key(index), reader.element(index)) { $0.apply(steps, to: &values[index]) }
            }
        }
    }

    /// Has all of these elements.
    public static func containing<Element: Hashable & Sendable>(_ values: Element...) -> Self
    where Self == Rule<[Element]> {
        .test(
            "containing", "The {field} must contain: {values}.",
            ["values": values.map { "\($0)" }.joined(separator: ", ")]
        ) { Set($0).isSuperset(of: values) }
    }

    /// Each element is one of these.
    public static func allIn<Element: Hashable & Sendable>(_ values: Element...) -> Self
    where Self == Rule<[Element]> {
        .test(
            "allIn", "The {field} may only have: {values}.",
            ["values": values.map { "\($0)" }.joined(separator: ", ")],
            constraints: [.each([.choices(values.map { "\($0)" })])]
        ) { Set(values).isSuperset(of: $0) }
    }
}

extension ValidationRule where Self == Rule<Never> {
    /// Between so many elements. (What `@Rule` reads; the list's own type is decided beside it.)
    public static func count(_ range: ClosedRange<Int>) -> Self { .unused }
    /// At least so many elements.
    public static func count(_ range: PartialRangeFrom<Int>) -> Self { .unused }
    /// At most so many elements.
    public static func count(_ range: PartialRangeThrough<Int>) -> Self { .unused }
    /// No element twice.
    public static var distinct: Self { .unused }
    /// There, and not blank.
    public static var required: Self { .unused }
    /// Not blank where it is sent.
    public static var filled: Self { .unused }
    /// Among what is sent, if only blank.
    public static var present: Self { .unused }
    /// Not among what is sent, not even blank.
    public static var missing: Self { .unused }
    /// What comes after it is left out if something is wrong already.
    public static var bail: Self { .unused }
}

extension Rule where Value == Never {
    /// Stands where the field's type is not known yet.
    package static var unused: Rule { Rule("unused") { _, _ in } }
}

extension Rule {
    /// What comes after it is left out if something is wrong already.
    public static var bail: Rule { Rule("bail", isBail: true) { _, _ in } }

    /// There, and not blank: an optional that has to be sent, a text that is more than white space, a list with elements.
    public static var required: Rule { notBlank("required", "The {field} is required.", .required) }

    /// Not blank where it is sent: an optional may be left out, but is neither null nor white space.
    public static var filled: Rule { notBlank("filled", "The {field} must not be blank.", .filled) }

    /// Among what is sent, if only blank or null: a client that knows of the field.
    public static var present: Rule { Rule("present", [.present], demand: .present) { _, _ in } }

    /// Not among what is sent, not even blank. Forms and documents leave it out.
    public static var missing: Rule {
        Rule("missing", [.missing], demand: .missing) { _, reader in
            reader.fail("missing", "The {field} must not be sent.")
        }
    }

    private static func notBlank(_ name: String, _ message: String, _ constraint: FieldConstraint) -> Rule {
        Rule(name, [constraint], demand: constraint) { value, reader in
            if Blank.holds(value) { reader.fail(name, message) }
        }
    }
}

extension Rule where Value: Collection {
    /// At least so many elements.
    public static func count(_ range: PartialRangeFrom<Int>) -> Rule {
        .test(
            "count", "The {field} must have at least {min} entries.", ["min": String(range.lowerBound)],
            constraints: [.minItems(range.lowerBound)]
        ) { $0.count >= range.lowerBound }
    }

    /// At most so many elements.
    public static func count(_ range: PartialRangeThrough<Int>) -> Rule {
        .test(
            "count", "The {field} must have at most {max} entries.", ["max": String(range.upperBound)],
            constraints: [.maxItems(range.upperBound)]
        ) { $0.count <= range.upperBound }
    }

    /// Between so many elements.
    public static func count(_ range: ClosedRange<Int>) -> Rule {
        .test(
            "count", "The {field} must have {min} to {max} entries.",
            ["min": String(range.lowerBound), "max": String(range.upperBound)],
            constraints: [.minItems(range.lowerBound), .maxItems(range.upperBound)]
        ) { range.contains($0.count) }
    }
}

extension ValidationRule {
    /// No two elements have the same value of a property: `.distinct(\Line.product)`. What repeats is told at its element.
    public static func distinct<Element: Sendable, Key: Hashable & Sendable>(
        _ key: any KeyPath<Element, Key> & Sendable
    ) -> Self where Self == Rule<[Element]> {
        let name = FieldNames.of(key)
        return Rule("distinct", [.uniqueItems]) { values, reader in
            var seen: Set<Key> = []
            for index in values.indices where !seen.insert(values[index][keyPath: key]).inserted {
                reader.within(reader.key(index), reader.element(index)) {
                    $0.fail("distinct", "The {field} must not have the same {other} twice.", ["other": name])
                }
            }
        }
    }

    /// Has none of these elements.
    public static func doesntContain<Element: Hashable & Sendable>(_ values: Element...) -> Self
    where Self == Rule<[Element]> {
        .test(
            "doesntContain", "The {field} must not contain: {values}.",
            ["values": values.map { "\($0)" }.joined(separator: ", ")]
        ) { Set($0).isDisjoint(with: values) }
    }
}

extension Rule where Value: Collection, Value.Element: Hashable {
    /// No element twice.
    public static var distinct: Rule {
        .test("distinct", "The {field} must not have an entry twice.", constraints: [.uniqueItems]) {
            Set($0).count == $0.count
        }
    }
}

extension InputReader {
    /// Where an element of the list that is being read was sent.
    func key(_ index: Int) -> InputKey {
        guard let elementNumbers, elementNumbers.indices.contains(index) else { return .index(index) }
        return .index(elementNumbers[index])
    }

    /// What was sent as an element of the list that is being read.
    func element(_ index: Int) -> SentValue? {
        guard case .index(let number) = key(index) else { return nil }
        switch sent {
        case .list(let list): return list.indices.contains(number) ? list[number] : nil
        case .members(let members): return members.first { $0.name == String(number) }?.value
        default: return nil
        }
    }
}
