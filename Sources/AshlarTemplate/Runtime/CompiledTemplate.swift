/// A template that is ready to be rendered, as often and on as many threads as one likes.
final class CompiledTemplate: Sendable {
    let origin: TemplateOrigin
    let root: CompiledBody
    let blocks: [String: CompiledBlock]
    /// The names that the template assigns, for "did you mean".
    let names: [String]
    /// Templates that it names literally, and where.
    let references: [TemplateReference]
    /// How deep rendering it calls itself, at most.
    let depth: Int

    init(
        origin: TemplateOrigin, root: CompiledBody, blocks: [String: CompiledBlock], names: [String],
        references: [TemplateReference], depth: Int
    ) {
        self.origin = origin
        self.root = root
        self.blocks = blocks
        self.names = names
        self.references = references
        self.depth = depth
    }
}

/// Statements with the number of slots that they need.
struct CompiledBody: Sendable {
    let statements: [any Executable]
    let slotCount: Int
}

/// A block's body.
final class CompiledBlock: Sendable {
    let name: String
    let body: CompiledBody
    let isRequired: Bool
    let offset: Int

    init(name: String, body: CompiledBody, isRequired: Bool, offset: Int) {
        self.name = name
        self.body = body
        self.isRequired = isRequired
        self.offset = offset
    }
}

/// A template that another one extends, includes or imports by a literal name.
struct TemplateReference: Sendable {
    let names: [String]
    let verb: String
    let offset: Int
    let ignoresMissing: Bool
}
