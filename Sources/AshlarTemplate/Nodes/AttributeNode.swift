/// An attribute of a component.
struct AttributeNode: Sendable {
    enum Piece: Sendable {
        case text(String, offset: Int)
        case output(ExpressionNode)

        var value: ExpressionNode {
            switch self {
            case .text(let text, let offset): ExpressionNode(.constant(.string(text)), at: offset)
            case .output(let expression): expression
            }
        }
    }

    let name: String
    /// The text as it was written, and the values in it.
    let pieces: [Piece]
    /// All of it as one value; one value alone keeps its type.
    let value: ExpressionNode
    let offset: Int

    /// Whether it is text alone: written without a colon, and with no values in it.
    var isText: Bool { pieces.allSatisfy { if case .text = $0 { true } else { false } } }

    init(name: String, pieces: [Piece], offset: Int) {
        self.name = name
        self.pieces = pieces
        self.offset = offset
        let values = pieces.map(\.value)
        value =
            values.count == 1 ? values[0] : ExpressionNode(.concatenation(values), at: values.first?.offset ?? offset)
    }
}

extension ExpressionNode {
    /// Whether it is what a component has in `attributes`.
    var isAttributes: Bool {
        switch kind {
        case .name(let name): name == "attributes"
        case .call(let callee, _):
            if case .member(let base, _) = callee.kind { base.isAttributes } else { false }
        default: false
        }
    }

    /// A text that the author has written out for an attribute, as markup: it needs no escaping for a script or a style.
    fileprivate func vouched(named name: String?) -> ExpressionNode {
        guard let name, let literal else { return self }
        switch HTMLAttribute(named: name.lowercased()) {
        case .plain, .address: return self
        default: return ExpressionNode(.constant(.markup(Markup(literal))), at: offset)
        }
    }
}

extension ArgumentNodes {
    /// The arguments of `attributes.merge(...)`, where what is written out is the author's.
    var vouched: ArgumentNodes {
        var arguments = self
        arguments.keyword = keyword.map { ($0.name, $0.value.vouched(named: $0.name)) }
        arguments.positional = positional.map { argument in
            guard case .dictionary(let pairs) = argument.kind else { return argument }
            return ExpressionNode(
                .dictionary(pairs.map { ($0.key, $0.value.vouched(named: $0.key.literal)) }), at: argument.offset)
        }
        return arguments
    }
}
