import Foundation

extension TemplateValue {
    /// `==`, as Python has it: numbers by value, lists and dictionaries by content.
    func equals(_ other: TemplateValue) throws -> Bool {
        var budget = ComparisonBudget()
        return try equals(other, &budget)
    }

    private func equals(_ other: TemplateValue, _ budget: inout ComparisonBudget) throws -> Bool {
        try budget.spend()
        switch (self, other) {
        case (.undefined(let left), _):
            try left.use()
            return other.isUndefined
        case (_, .undefined(let right)):
            try right.use()
            return false
        case (.int(let left), .int(let right)): return left == right
        case (.string(let left), .string(let right)): return TextSearch.areSame(left, right)
        case (.none, .none): return true
        case (.bool(let left), .bool(let right)): return left == right
        case (.array(let left), .array(let right)):
            guard left.count == right.count, left.isTuple == right.isTuple else { return false }
            try budget.enter()
            defer { budget.leave() }
            for index in 0..<left.count {
                guard try left.element(at: index).equals(try right.element(at: index), &budget) else { return false }
            }
            return true
        case (.dictionary(let left), .dictionary(let right)):
            guard left.count == right.count else { return false }
            try budget.enter()
            defer { budget.leave() }
            for (key, value) in zip(left.keys, left.values) {
                guard let counterpart = right[key], try value.equals(counterpart, &budget) else { return false }
            }
            return true
        case (.object(let left), .object(let right)):
            if let left = left as? IntegerObject, let right = right as? IntegerObject {
                return left.value == right.value
            }
            if left === right { return true }
            if let (left, right) = Self.decimals(self, other) { return left == right }
            if let left = left as? RecordObject { return left.equals(right) }
            if let left = left as? EncodedObject, let right = right as? EncodedObject {
                guard !(left.rawValue is any Equatable) else { return Self.areEqual(left.rawValue, right.rawValue) }
                return try left.typeName == right.typeName && left.encoded.equals(right.encoded, &budget)
            }
            return Self.areEqual(left.rawValue, right.rawValue)
        case (.function(let left), .function(let right)): return left === right
        case (.object(let object), let value), (let value, .object(let object)):
            return try Self.isEqual(object, value)
        default:
            if let left = plainText, let right = other.plainText { return TextSearch.areSame(left, right) }
            if let left = number, let right = other.number { return left == right }
            return false
        }
    }

    /// An object that stands for a Swift value beside a plain value: a UUID beside its text, a Decimal beside a number.
    private static func isEqual(_ object: any TemplateObject, _ value: TemplateValue) throws -> Bool {
        if let encoded = object as? EncodedObject { return try encoded.encoded.equals(value) }
        if let decimal = object as? DecimalObject {
            return value.integer.map { decimal.value == Decimal($0) } ?? (value.number == decimal.number)
        }
        if let integer = object as? IntegerObject {
            return value.number.map { integer.value.order(to: $0) == 0 } ?? false
        }
        if object is DescribedObject || object is DateObject { return value.plainText == object.text }
        return false
    }

    private static func areEqual(_ left: any Sendable, _ right: any Sendable) -> Bool {
        guard let left = left as? any Equatable else { return false }
        return isEqual(left, right)
    }

    private static func isEqual<Value: Equatable>(_ left: Value, _ right: any Sendable) -> Bool {
        (right as? Value).map { left == $0 } ?? false
    }

    /// The order of two values: negative, 0 or positive.
    ///
    /// - Throws: for values without an order, such as a number and a string.
    func compare(_ other: TemplateValue) throws -> Int {
        var budget = ComparisonBudget()
        return try compare(other, &budget)
    }

    private func compare(_ other: TemplateValue, _ budget: inout ComparisonBudget) throws -> Int {
        try budget.spend()
        if case .undefined(let undefined) = self { throw undefined.failure }
        if case .undefined(let undefined) = other { throw undefined.failure }
        if case .int(let left) = self, case .int(let right) = other { return left < right ? -1 : left > right ? 1 : 0 }
        if let left = plainText, let right = other.plainText { return Self.order(left, right) }
        if let left = arithmeticNumber, let right = other.arithmeticNumber {
            if let (left, right) = Self.decimals(self, other) { return left < right ? -1 : left == right ? 0 : 1 }
            if let (left, right) = Self.bigIntegers(self, other) { return left < right ? -1 : left == right ? 0 : 1 }
            return left < right ? -1 : left > right ? 1 : 0
        }
        if case .array(let left) = self, case .array(let right) = other, left.isTuple == right.isTuple {
            try budget.enter()
            defer { budget.leave() }
            for index in 0..<min(left.count, right.count) {
                let (first, second) = (try left.element(at: index), try right.element(at: index))
                if try !first.equals(second, &budget) { return try first.compare(second, &budget) }
            }
            return left.count - right.count
        }
        if case .object(let left) = self, case .object(let right) = other {
            if let left = left as? DateObject, let right = right as? DateObject {
                return left.value < right.value ? -1 : left.value > right.value ? 1 : 0
            }
            if left is DescribedObject, right is DescribedObject { return Self.order(left.text, right.text) }
        }
        throw Failure("\(typeName) and \(other.typeName) have no order")
    }

    /// By code points, which is the order of the UTF-8 bytes.
    private static func order(_ left: String, _ right: String) -> Int {
        TextSearch.areSame(left, right) ? 0 : left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
    }

    /// `in`: a part of a text, an element of a list, a key of a dictionary.
    func contains(_ element: TemplateValue) throws -> Bool {
        switch self {
        case .undefined(let undefined):
            try undefined.use()
            return false
        case .string, .markup:
            guard let part = element.plainText else {
                throw Failure(
                    "\"in\" needs a string on its left when a string is on its right, not \(element.typeName)")
            }
            return TextSearch.contains(plainText ?? "", part)
        case .dictionary(let dictionary):
            if !element.isHashable, !element.isUndefined { throw Failure("\(element.typeName) cannot be a key") }
            return dictionary[element] != nil
        default:
            guard let sequence = try elements() else { throw Failure("\"in\" cannot look into \(typeName)") }
            for index in 0..<sequence.count where try sequence.element(at: index).equals(element) { return true }
            return false
        }
    }

    /// What `for` reads: elements, characters, or keys; nil for a value that has none.
    func elements() throws -> (any TemplateSequence)? {
        switch self {
        case .undefined(let undefined):
            try undefined.use()
            return TemplateArray([])
        case .array(let sequence): return sequence
        // Single characters of HTML are no HTML.
        case .string, .markup: return TemplateArray((plainText ?? "").unicodeScalars.map { .string(String($0)) })
        case .dictionary(let dictionary): return TemplateArray(dictionary.keys)
        case .object(let object): return try object.elements()
        default: return nil
        }
    }

    /// What `for` reads.
    ///
    /// - Throws: for a value without elements.
    func requiredElements() throws -> any TemplateSequence {
        guard let sequence = try elements() else { throw Failure("\(typeName) has no elements to go through") }
        return sequence
    }
}

/// How many values one comparison may look at: lists that hold each other twice over and over are exponentially large, and
/// one that holds itself has no end.
private struct ComparisonBudget {
    private var left = 1_000_000
    private var depth = 0

    mutating func spend() throws {
        left -= 1
        if left < 0 { throw Failure(.limit, "the values are too large to be compared") }
    }

    /// Goes into a list or a dictionary.
    mutating func enter() throws {
        depth += 1
        if depth > Target.deepest { throw Failure(.limit, "the values are nested too deeply to be compared") }
    }

    mutating func leave() { depth -= 1 }
}

extension BigInteger {
    /// The order to a float: negative, 0 or positive; nil beside what is no number.
    fileprivate func order(to number: Double) -> Int? {
        if number.isNaN { return nil }
        guard let whole = BigInteger(number) else { return number > 0 ? -1 : 1 }
        return self < whole ? -1 : self > whole ? 1 : number == number.rounded() ? 0 : -1
    }
}
