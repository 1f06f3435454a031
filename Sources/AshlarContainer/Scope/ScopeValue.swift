/// A value in its scope, whatever its type.
@usableFromInline
// Without stored properties; the only subclass has one constant, of a Sendable type.
class AnyScopeValue: @unchecked Sendable {}

/// A value in its scope.
@usableFromInline
// The one constant is of a Sendable type.
final class ScopeValue<T: Sendable>: AnyScopeValue, @unchecked Sendable {
    @usableFromInline let value: T

    init(_ value: T) { self.value = value }
}
