/// The arguments of a call of a function, a filter or a test.
///
/// ```swift
/// TemplateFunction("asset") { arguments in
///     let path = try arguments.string(0, "path")
///     ...
/// }
/// ```
public struct TemplateArguments {
    /// The arguments without a name, in order. Of a filter and a test, those in parentheses.
    public var positional: [TemplateValue]
    /// The arguments with a name, in order.
    public var keyword: [(name: String, value: TemplateValue)]
    let state: RenderState?

    /// Makes arguments, to call a function in a test of your own.
    public init(_ positional: [TemplateValue] = [], keyword: [(name: String, value: TemplateValue)] = []) {
        self.init(positional: positional, keyword: keyword, state: nil)
    }

    init(positional: [TemplateValue], keyword: [(name: String, value: TemplateValue)], state: RenderState?) {
        self.positional = positional
        self.keyword = keyword
        self.state = state
    }

    /// Whether the place of the call escapes HTML.
    public var autoescape: Bool { state?.autoescape ?? true }

    /// Whether what the call answers may be kept by `{% cache %}` for others.
    public var isCached: Bool { (state?.cacheDepth ?? 0) > 0 }

    /// The argument at a place or of a name; nil if it was not given.
    public func value(_ index: Int, _ name: String) -> TemplateValue? {
        positional.indices.contains(index) ? positional[index] : self[name]
    }

    /// The argument of a name.
    public subscript(name: String) -> TemplateValue? { keyword.first { $0.name == name }?.value }

    /// The Swift value that was given for an argument: a model as it was passed to the template.
    public func rawValue(_ index: Int, _ name: String) -> (any Sendable)? { value(index, name)?.rawValue }

    /// A required argument.
    ///
    /// - Throws: an error that names it if it is missing.
    public func required(_ index: Int, _ name: String) throws -> TemplateValue {
        guard let value = value(index, name) else { throw Failure("the argument \"\(name)\" is missing") }
        return value
    }

    /// A required argument as text.
    public func string(_ index: Int, _ name: String) throws -> String { try required(index, name).text() }

    /// An optional argument as a whole number.
    ///
    /// - Throws: if it is given and no whole number.
    public func integer(_ index: Int, _ name: String) throws -> Int? {
        guard let value = value(index, name), !value.isNone else { return nil }
        guard let number = value.integer else {
            if case .undefined(let undefined) = value { throw undefined.failure }
            throw Failure("the argument \"\(name)\" must be an integer, not \(value.typeName)")
        }
        return number
    }

    /// An optional argument as a truth value; false if it is not given.
    public func flag(_ index: Int, _ name: String, default fallback: Bool = false) throws -> Bool {
        try value(index, name)?.truth() ?? fallback
    }

    var limits: TemplateLimits { state?.limits ?? TemplateLimits() }

    var behavior: TemplateUndefined.Behavior { state?.behavior ?? .strict }

    /// - Throws: if there are more arguments than names, or a keyword that is none of them.
    func accept(_ names: String...) throws {
        if positional.count > names.count {
            throw Failure("it takes \(names.count) arguments at most, \(positional.count) were given")
        }
        for (name, _) in keyword where !names.contains(name) {
            throw Failure(
                "there is no argument \"\(name)\"",
                suggestion: names.isEmpty ? nil : "There are: \(names.joined(separator: ", ")).")
        }
        for (name, _) in keyword {
            if let place = names.firstIndex(of: name), place < positional.count {
                throw Failure("the argument \"\(name)\" was given twice")
            }
        }
    }
}
