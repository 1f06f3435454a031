import AshlarSupport

/// Reads tokens into nodes: a recursive descent after Jinja 3.1's parser, with the same precedences.
struct Parser {
    let origin: TemplateOrigin
    let extensions: Set<TemplateExtension>
    private let tokens: [Token]
    private var index = 0
    /// Tags that are open, innermost last.
    var openTags: [(name: String, offset: Int)] = []
    /// What would end the bodies that are being read, innermost last.
    var endTags: [[String]] = []
    /// How many constructs the current place is nested in.
    private var nesting = 0
    private var stack = StackGuard()
    /// How deep rendering will call itself: tags in tags, and the deepest expression.
    private(set) var deepestTag = 0
    var deepestValue = 0
    var blockNames: [String: Int] = [:]
    /// Whether to go on after a mistake, to find all of them.
    let collectsFaults: Bool
    var faults: [TemplateError] = []
    /// What was read so far, for looking for mistakes in it where the rest cannot be read.
    var rootBody: [StatementNode] = []

    /// Deep enough for any template that a person writes.
    static let deepestNesting = 60
    static let deepestExpression = 100
    /// One level of the text is about so many calls while it is read.
    private static let callsPerLevel = 8

    init(
        tokens: [Token], origin: TemplateOrigin, extensions: Set<TemplateExtension>, collectsFaults: Bool = false
    ) {
        self.collectsFaults = collectsFaults
        self.tokens = tokens.isEmpty ? [Token(kind: .end, text: "", offset: 0)] : tokens
        self.origin = origin
        self.extensions = extensions
    }

    /// - Throws: ``TemplateError``
    static func parse(
        _ source: [UInt8], origin: TemplateOrigin, configuration: TemplateEngine.Configuration,
        collectsFaults: Bool = false
    ) throws -> (body: [StatementNode], depth: Int, faults: [TemplateError]) {
        let tokens = Lexer.tokens(
            of: source, syntax: configuration.syntax,
            hasComponents: configuration.extensions.contains(.components))
        var parser = Parser(
            tokens: tokens, origin: origin, extensions: configuration.extensions, collectsFaults: collectsFaults)
        do {
            let body = try parser.parseBody(until: nil)
            return (body, parser.deepestTag + parser.deepestValue, parser.faults)
        } catch let error as TemplateError where collectsFaults {
            // From here on nothing can be read, but what was found before is worth telling.
            return (parser.rootBody, parser.deepestTag + parser.deepestValue, parser.faults + [error])
        }
    }

    // MARK: Tokens

    var current: Token { tokens[index] }

    /// Goes on behind a mistake: to the end of the tag or output that began at a place.
    ///
    /// - Returns: false if the text cannot be read that far, or the mistake lies beyond that end.
    mutating func recover(from start: Int, to end: Token.Kind) -> Bool {
        guard let place = tokens[start...].firstIndex(where: { $0.kind == end || $0.kind == .failure }),
            tokens[place].kind == end, index <= place
        else { return false }
        index = place
        return true
    }

    /// The number of the current token, for ``recover(from:to:)``.
    var place: Int { index }

    /// The token after the current one; the last one is repeated.
    var following: Token { tokens[min(index + 1, tokens.count - 1)] }

    mutating func advance() throws -> Token {
        let token = current
        if index < tokens.count - 1 { index += 1 }
        if current.kind == .failure { throw lexicalFailure }
        return token
    }

    func isName(_ name: String) -> Bool { current.kind == .name && current.text == name }

    mutating func skip(_ kind: Token.Kind) throws -> Bool {
        guard current.kind == kind else { return false }
        _ = try advance()
        return true
    }

    mutating func skip(name: String) throws -> Bool {
        guard isName(name) else { return false }
        _ = try advance()
        return true
    }

    @discardableResult
    mutating func expect(_ kind: Token.Kind, _ description: String) throws -> Token {
        guard current.kind == kind else { throw unexpected(expected: description) }
        return try advance()
    }

    mutating func expect(name: String) throws {
        guard isName(name) else { throw unexpected(expected: "\"\(name)\"") }
        _ = try advance()
    }

    // MARK: Errors

    func failure(_ message: String, at offset: Int, suggestion: String? = nil) -> TemplateError {
        TemplateError(.syntax, message, in: origin, at: offset, suggestion: suggestion)
    }

    func unexpected(expected: String) -> TemplateError {
        if current.kind == .failure { return lexicalFailure }
        return failure(
            "expected \(expected), found \(current.described)", at: current.offset, suggestion: foreignOperator)
    }

    /// The text cannot be read any further.
    var lexicalFailure: TemplateError {
        failure(current.text, at: current.offset, suggestion: current.suggestion)
    }

    /// What to write instead of an operator of another language whose characters are known here, too.
    private var foreignOperator: String? {
        guard index > 0 else { return nil }
        let last = tokens[index - 1]
        guard last.offset + 1 == current.offset else { return nil }
        if current.kind == .pipe, last.kind == .pipe { return "For a || b write a or b." }
        if current.kind == .greater, last.kind == .minus { return "A member is read with a dot: post.title." }
        return nil
    }

    /// Runs a reading step one level deeper.
    mutating func nested<Result>(_ body: (inout Parser) throws -> Result) throws -> Result {
        guard nesting < Self.deepestNesting else {
            throw failure("nested more than \(Self.deepestNesting) levels deep", at: current.offset)
        }
        guard stack.hasRoom(forLevels: Self.callsPerLevel) else {
            throw failure("nested too deeply for this thread's stack", at: current.offset)
        }
        nesting += 1
        deepestTag = max(deepestTag, nesting)
        defer { nesting -= 1 }
        return try body(&self)
    }
}
