public import AshlarValidation

/// States rules for an action's parameter of the path or the query.
///
/// ```swift
/// func search(@Validated(.trim, .length(2...)) q: String) -> String
/// ```
///
/// It changes nothing for whoever calls the method, and nothing inside: `@Controller` reads it. (A macro cannot stand on a
/// parameter; that is why this is a property wrapper.)
@propertyWrapper
public struct Validated<Value: Sendable> {
    /// The argument.
    public var wrappedValue: Value

    /// Without rules: all that holds is its type.
    public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }

    /// With rules for the value.
    public init(wrappedValue: Value, _ rules: Rule<Value>...) { self.wrappedValue = wrappedValue }

    /// With rules for a value that may be missing.
    public init<Wrapped>(wrappedValue: Value, _ rules: Rule<Wrapped>...) where Value == Wrapped? {
        self.wrappedValue = wrappedValue
    }
}
