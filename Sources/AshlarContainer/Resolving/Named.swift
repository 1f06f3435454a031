/// Says which of several bindings of a type a parameter of an `@Injectable` type's initialiser or of an action is given.
///
/// ```swift
/// @Injectable
/// final class Search {
///     init(@Named("replica") store: any Store) { ... }
/// }
/// ```
///
/// It changes nothing for whoever calls the initialiser, and nothing inside: the macro reads it. (A macro cannot stand on a
/// parameter; that is why this is a property wrapper.)
@propertyWrapper
public struct Named<Value> {
    /// The argument.
    public var wrappedValue: Value

    /// Takes an argument as it is.
    public init(wrappedValue: Value, _ qualifier: Qualifier) {
        self.wrappedValue = wrappedValue
    }
}
