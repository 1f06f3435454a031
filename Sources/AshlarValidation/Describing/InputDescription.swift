/// What is known of an input without anything being sent.
public struct InputDescription: Sendable {
    /// The type's name.
    public let name: String
    /// Its fields, as they are declared.
    public let fields: [FieldDescription]
    /// Whether a field that it does not have is an error.
    public let forbidsUnknown: Bool
    /// What it may be, where it is one of several inputs; ``fields`` has the discriminator alone then.
    public let variants: InputVariants?

    /// Describes an input; the `@Input` macro does.
    public init(name: String, fields: [FieldDescription], forbidsUnknown: Bool) {
        self.name = name
        self.fields = fields
        self.forbidsUnknown = forbidsUnknown
        variants = nil
    }

    /// Describes an input that is one of several; the `@Input` macro does.
    public init(name: String, variants: InputVariants) {
        self.name = name
        self.variants = variants
        fields = [variants.field]
        forbidsUnknown = false
    }

    /// A field by its name; of several inputs the first that has it.
    public subscript(_ name: String) -> FieldDescription? {
        if let field = fields.first(where: { $0.name == name }) { return field }
        return variants?.cases.lazy.compactMap { $0.input?.inputDescription[name] }.first
    }

    /// The names of all of its fields; of several inputs those of each.
    package var names: Set<String> {
        let inner = variants?.cases.compactMap { $0.input?.inputDescription.names } ?? []
        return inner.reduce(into: Set(fields.map(\.name))) { $0.formUnion($1) }
    }

    /// Whether any field, at any depth, is a file: the form has to be `multipart/form-data`.
    public var hasFiles: Bool { Self.hasFiles(self, depth: 0) }

    private static func hasFiles(_ input: InputDescription, depth: Int) -> Bool {
        input.fields.contains { hasFiles($0.shape, depth: depth) }
            || input.variants?.cases.contains {
                depth < 8 && $0.input.map { hasFiles($0.inputDescription, depth: depth + 1) } == true
            } == true
    }

    private static func hasFiles(_ shape: InputShape, depth: Int) -> Bool {
        guard depth < 8 else { return false }
        switch shape {
        case .file: return true
        case .list(let element): return hasFiles(element, depth: depth + 1)
        case .input(let type):
            return hasFiles(type.inputDescription, depth: depth + 1)
        default: return false
        }
    }
}
