/// A piece of a template's body as it was read: text, an output or a tag.
struct StatementNode: Sendable {
    indirect enum Kind: Sendable {
        case text(String)
        case output([ExpressionNode])
        case condition([(test: ExpressionNode, body: [StatementNode])], otherwise: [StatementNode])
        case loop(LoopNode)
        case assignment(TargetNode, ExpressionNode)
        case blockAssignment(TargetNode, filter: ExpressionNode?, body: [StatementNode])
        case with([(target: TargetNode, value: ExpressionNode)], body: [StatementNode])
        case block(BlockNode)
        case extends(ExpressionNode)
        case include(ExpressionNode, ignoresMissing: Bool, withContext: Bool)
        case importModule(ExpressionNode, name: String, withContext: Bool)
        case importNames(ExpressionNode, names: [(name: String, alias: String)], withContext: Bool)
        case macro(MacroNode)
        case call(MacroNode, ExpressionNode)
        case filter(ExpressionNode, body: [StatementNode])
        case autoescape(ExpressionNode, body: [StatementNode])
        case evaluate(ExpressionNode)
        case breakLoop
        case continueLoop
        case debug
        case component(ComponentNode)
        /// `<x-slot>`, before it is lifted into the component around it.
        case slot(SlotNode)
        case props([PropNode])
        case push(ExpressionNode, isFirst: Bool, once: ExpressionNode?, body: [StatementNode])
        case stack(ExpressionNode)
        case cache([ExpressionNode], seconds: ExpressionNode?, body: [StatementNode])
        case flush
    }

    let kind: Kind
    let offset: Int
}

extension StatementNode.Kind {
    /// Whether the statement is there for what it defines, and not for what it prints.
    var isDefinition: Bool {
        switch self {
        case .assignment, .blockAssignment, .macro, .importModule, .importNames, .extends, .evaluate, .props,
            .condition,
            .push:
            true
        default: false
        }
    }
}

/// `{% for %}`
struct LoopNode: Sendable {
    let target: TargetNode
    let iterable: ExpressionNode
    let test: ExpressionNode?
    let isRecursive: Bool
    let body: [StatementNode]
    let otherwise: [StatementNode]
}

/// `{% block %}`
struct BlockNode: Sendable {
    let name: String
    let isScoped: Bool
    let isRequired: Bool
    let body: [StatementNode]
}

/// `{% macro %}` and the body of `{% call %}`.
struct MacroNode: Sendable {
    let name: String
    let parameters: [(name: String, fallback: ExpressionNode?)]
    let body: [StatementNode]
}

/// What is assigned to.
indirect enum TargetNode: Sendable {
    case name(String, offset: Int)
    case tuple([TargetNode], offset: Int)
    case namespace(String, member: String, offset: Int)

    /// The names that the target declares.
    var names: [String] {
        switch self {
        case .name(let name, _): [name]
        case .tuple(let targets, _): targets.flatMap(\.names)
        case .namespace: []
        }
    }
}
