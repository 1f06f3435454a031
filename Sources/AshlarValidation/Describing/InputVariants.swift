/// The cases of an input that is one of several: an enum with `@Input`.
public struct InputVariants: Sendable {
    /// One of them.
    public struct Case: Sendable {
        /// Its name, as the discriminator says it.
        public let name: String
        /// What is sent besides; nil for nothing.
        public let input: (any TypedInput.Type)?

        /// Describes a case; the `@Input` macro does.
        public init(_ name: String, _ input: (any TypedInput.Type)? = nil) {
            self.name = name
            self.input = input
        }
    }

    /// The field whose value says which one it is.
    public let discriminator: String
    /// All of them, as they are declared.
    public let cases: [Case]

    /// Describes the cases; the `@Input` macro does.
    public init(by discriminator: String, _ cases: [Case]) {
        self.discriminator = discriminator
        self.cases = cases
    }

    /// The discriminator as a field.
    var field: FieldDescription {
        FieldDescription(
            name: discriminator, label: FieldLabel.of(discriminator), shape: .choices(cases.map(\.name), isText: true),
            isRequired: true, isOptional: false, isSecret: false, fallback: nil, rules: [], constraints: [],
            documentation: nil)
    }
}
