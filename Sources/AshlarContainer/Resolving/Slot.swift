/// A binding where somebody who needs it has it at hand.
@usableFromInline
final class Slot: Sendable {
    /// The type that the binding is for.
    @usableFromInline let id: ObjectIdentifier
    /// The binding, a `Binding` of that type.
    @usableFromInline let object: any AnyObject & Sendable
    /// What the binding's values are made in.
    @usableFromInline let frame: Frame?
    /// Whether the value is made by the type's own initialiser and by nothing else.
    @usableFromInline let isPlain: Bool

    let binding: any AnyBinding

    init(_ binding: any AnyBinding) {
        id = binding.key.id
        object = binding
        frame = binding.frame
        isPlain = binding.isPlain && binding.frame != nil
        self.binding = binding
    }
}
