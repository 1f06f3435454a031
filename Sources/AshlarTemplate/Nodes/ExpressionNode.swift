/// An expression as it was read.
struct ExpressionNode: Sendable {
    enum Unary: Sendable { case plus, minus, not }

    enum Binary: Sendable { case add, subtract, multiply, divide, floorDivide, remainder, power, and, or }

    enum Comparison: Sendable { case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, `in`, notIn }

    indirect enum Kind: Sendable {
        case constant(TemplateValue)
        case name(String)
        case list([ExpressionNode])
        case tuple([ExpressionNode])
        case dictionary([(key: ExpressionNode, value: ExpressionNode)])
        case unary(Unary, ExpressionNode)
        case binary(Binary, ExpressionNode, ExpressionNode)
        case comparison(ExpressionNode, [(comparison: Comparison, operand: ExpressionNode)])
        case concatenation([ExpressionNode])
        case conditional(test: ExpressionNode, then: ExpressionNode, else: ExpressionNode?)
        case member(ExpressionNode, String)
        case element(ExpressionNode, ExpressionNode)
        case slice(ExpressionNode, start: ExpressionNode?, stop: ExpressionNode?, step: ExpressionNode?)
        case call(ExpressionNode, ArgumentNodes)
        /// Without an expression where it filters a block's text.
        case filter(ExpressionNode?, String, ArgumentNodes)
        case test(ExpressionNode, String, ArgumentNodes)
    }

    let kind: Kind
    /// Where it begins, or where its operator stands, in bytes.
    let offset: Int
    /// How many levels of expressions are in it: rendering goes as deep.
    let depth: Int

    init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
        depth = 1 + Self.depth(of: kind)
    }

    /// The depth of what is deepest in it. The kinds that most expressions are need no list of their parts.
    private static func depth(of kind: Kind) -> Int {
        switch kind {
        case .constant, .name: 0
        case .member(let base, _): base.depth
        case .element(let base, let key): max(base.depth, key.depth)
        case .unary(_, let operand): operand.depth
        case .binary(_, let left, let right): max(left.depth, right.depth)
        default: parts(of: kind).reduce(0) { max($0, $1.depth) }
        }
    }

    /// The expressions in an expression.
    static func parts(of kind: Kind) -> [ExpressionNode] {
        switch kind {
        case .constant, .name: []
        case .list(let items), .tuple(let items), .concatenation(let items): items
        case .dictionary(let pairs): pairs.flatMap { [$0.key, $0.value] }
        case .unary(_, let operand): [operand]
        case .binary(_, let left, let right): [left, right]
        case .comparison(let first, let rest): [first] + rest.map(\.operand)
        case .conditional(let test, let then, let otherwise): [test, then] + (otherwise.map { [$0] } ?? [])
        case .member(let base, _): [base]
        case .element(let base, let key): [base, key]
        case .slice(let base, let start, let stop, let step): [base] + [start, stop, step].compactMap { $0 }
        case .call(let callee, let arguments): [callee] + arguments.parts
        case .filter(let input, _, let arguments): (input.map { [$0] } ?? []) + arguments.parts
        case .test(let input, _, let arguments): [input] + arguments.parts
        }
    }

    /// The text, if the expression is a string literal.
    var literal: String? {
        if case .constant(.string(let text)) = kind { return text }
        return nil
    }
}

/// The arguments of a call, a filter or a test as they were read.
struct ArgumentNodes: Sendable {
    var positional: [ExpressionNode] = []
    var keyword: [(name: String, value: ExpressionNode)] = []
    /// `*values`
    var spread: ExpressionNode?
    /// `**values`
    var keywordSpread: ExpressionNode?

    var parts: [ExpressionNode] { positional + keyword.map(\.value) + [spread, keywordSpread].compactMap { $0 } }
}
