extension ValidationRule {
    /// A set of rules that is used in several places: keep it in an extension, and name it.
    public static func all<Value: Sendable>(_ rules: Rule<Value>...) -> Self where Self == Rule<Value> {
        let steps = RuleSteps(rules)
        return Rule("all", rules.flatMap(\.constraints)) { value, reader in reader.apply(steps, to: &value) }
    }

    /// At least one of the rules holds; if none does, the message names none of them.
    public static func anyOf<Value: Sendable>(_ rules: Rule<Value>...) -> Self where Self == Rule<Value> {
        Rule("anyOf") { value, reader in
            for rule in rules {
                var tried = value
                if reader.attempt({ rule.apply(&tried, &$0) }) {
                    value = tried
                    return
                }
            }
            reader.fail("anyOf", "The {field} has none of the forms that are allowed.")
        }
    }

    /// The rules do not all hold.
    public static func not<Value: Sendable>(_ rules: Rule<Value>...) -> Self where Self == Rule<Value> {
        let steps = RuleSteps(rules)
        return Rule("not") { value, reader in
            var tried = value
            let holds = reader.attempt { $0.apply(steps, to: &tried) }
            if holds { reader.fail("not", "The {field} has a form that is not allowed.") }
        }
    }

    /// The rules hold where a condition does, which sees what surrounds the input.
    public static func when<Value: Sendable>(
        _ condition: @escaping @Sendable (InputContext) -> Bool, _ rules: Rule<Value>...
    ) -> Self where Self == Rule<Value> {
        let steps = RuleSteps(rules)
        return Rule("when") { value, reader in
            if condition(reader.context) { reader.apply(steps, to: &value) }
        }
    }

    /// The rules hold unless a condition does, which sees what surrounds the input.
    public static func unless<Value: Sendable>(
        _ condition: @escaping @Sendable (InputContext) -> Bool, _ rules: Rule<Value>...
    ) -> Self where Self == Rule<Value> {
        let steps = RuleSteps(rules)
        return Rule("unless") { value, reader in
            if !condition(reader.context) { reader.apply(steps, to: &value) }
        }
    }

    /// What may be sent only by whoever a condition approves of.
    public static func can<Value: Sendable>(
        _ allows: @escaping @Sendable (Value, InputContext) async throws -> Bool
    ) -> Self where Self == Rule<Value> {
        .contextualAsynchronous("can", "The {field} may not be set to this.", [:], allows)
    }
}

extension InputReader {
    /// Tries rules without keeping what they say; whether they hold. Rules that take time cannot be tried, and count as
    /// holding.
    mutating func attempt(_ body: (inout InputReader) -> Void) -> Bool {
        let (before, count, waiting) = (errors.count, errorCount, pending.count)
        body(&self)
        let holds = errorCount == count
        forget(since: before, count)
        if !holds { pending.removeSubrange(waiting...) }
        return holds
    }
}
