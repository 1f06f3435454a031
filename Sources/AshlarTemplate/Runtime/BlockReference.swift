/// `super`, and what `self` has for each block: calling it renders the block.
final class BlockReference: TemplateObject {
    private let name: String
    private let level: Int
    private let context: RenderBound<Context>

    init(name: String, level: Int, context: Context) {
        self.name = name
        self.level = level
        self.context = RenderBound(context, of: context.state)
    }

    private init(name: String, level: Int, context: RenderBound<Context>) {
        self.name = name
        self.level = level
        self.context = context
    }

    let isCallable = true
    let memberNames = ["super"]
    var typeName: String { "block \"\(name)\"" }

    func member(named member: String) throws -> TemplateValue? {
        member == "super" ? .object(BlockReference(name: name, level: level + 1, context: context)) : nil
    }

    func call(_ arguments: TemplateArguments) throws -> TemplateValue {
        let context = try context.value(in: arguments.state)
        guard context.blocks[name]?.indices.contains(level) == true else {
            throw Failure(.undefined, "there is no parent block \"\(name)\"")
        }
        return try context.state.capture { try context.state.render(block: name, level: level, in: context) }
    }
}

/// `self`: the blocks of the template as members.
final class SelfObject: TemplateObject {
    private let blocks: [String: BlockReference]

    init(_ context: Context) {
        var blocks: [String: BlockReference] = [:]
        for name in context.blocks.keys { blocks[name] = BlockReference(name: name, level: 0, context: context) }
        self.blocks = blocks
    }

    var memberNames: [String] { Array(blocks.keys) }
    let typeName = "self"

    func member(named name: String) throws -> TemplateValue? { blocks[name].map { .object($0) } }
}

/// `super` in a block.
struct SuperExpression: Evaluable {
    let offset: Int

    func evaluate(_ frame: Frame) throws -> TemplateValue {
        guard let block = frame.block else { return frame.undefined("super") }
        guard frame.context.blocks[block.name]?.indices.contains(block.level + 1) == true else {
            return .undefined(
                TemplateUndefined(
                    hint: "there is no parent block \"\(block.name)\"", name: "super", behavior: frame.state.behavior))
        }
        return .object(BlockReference(name: block.name, level: block.level + 1, context: frame.context))
    }
}

/// `self`
struct SelfExpression: Evaluable {
    func evaluate(_ frame: Frame) throws -> TemplateValue { .object(SelfObject(frame.context)) }
}
