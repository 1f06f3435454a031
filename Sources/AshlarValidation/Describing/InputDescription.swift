/// What is known of an input without anything being sent.
public struct InputDescription: Sendable {
    /// The type's name.
    public let name: String
    /// Its fields, as they are declared.
    public let fields: [FieldDescription]
    /// Whether a field that it does not have is an error.
    public let forbidsUnknown: Bool

    /// Describes an input; the `@Input` macro does.
    public init(name: String, fields: [FieldDescription], forbidsUnknown: Bool) {
        self.name = name
        self.fields = fields
        self.forbidsUnknown = forbidsUnknown
    }

    /// A field by its name.
    public subscript(_ name: String) -> FieldDescription? { fields.first { $0.name == name } }

    /// Whether any field, at any depth, is a file: the form has to be `multipart/form-data`.
    public var hasFiles: Bool { fields.contains { Self.hasFiles($0.shape, depth: 0) } }

    private static func hasFiles(_ shape: InputShape, depth: Int) -> Bool {
        guard depth < 8 else { return false }
        switch shape {
        case .file: return true
        case .list(let element): return hasFiles(element, depth: depth + 1)
        case .input(let type):
            return type.inputDescription.fields.contains { hasFiles($0.shape, depth: depth + 1) }
        default: return false
        }
    }
}
