import Synchronization

/// A template that is ready to be rendered, as often and on as many threads as one likes.
final class CompiledTemplate: Sendable {
    let origin: TemplateOrigin
    let root: CompiledBody
    /// Those of the root's statements that define something, for rendering a single block.
    let definitions: Body
    let blocks: [String: CompiledBlock]
    /// How deep rendering it calls itself, at most.
    let depth: Int
    /// What can be said of it without rendering it.
    let facts: TemplateFacts
    /// How long the page was the last time, so that the next one's memory need not grow with it.
    let lastLength = Atomic(0)
    /// Blocks at places where text is not escaped like text.
    let placedBlocks: [CompiledBlock]

    init(
        origin: TemplateOrigin, root: CompiledBody, definitions: Body, blocks: [String: CompiledBlock],
        depth: Int, facts: TemplateFacts
    ) {
        self.origin = origin
        self.root = root
        self.definitions = definitions
        self.blocks = blocks
        self.depth = depth
        self.facts = facts
        placedBlocks = blocks.values.filter { !$0.content.position.isPlain }
    }

    /// The names that the template assigns, for "did you mean".
    var names: [String] { facts.names }
}

/// Statements with the number of slots that they need.
struct CompiledBody: Sendable {
    let statements: Body
    let slotCount: Int
}

/// A block's body.
final class CompiledBlock: Sendable {
    let name: String
    let body: CompiledBody
    let isRequired: Bool
    /// Whether it stands in no other block of its template.
    let isOutermost: Bool
    let content: BlockContent
    let offset: Int

    init(
        name: String, body: CompiledBody, isRequired: Bool, isOutermost: Bool, content: BlockContent, offset: Int
    ) {
        self.name = name
        self.body = body
        self.isRequired = isRequired
        self.isOutermost = isOutermost
        self.content = content
        self.offset = offset
    }
}
