public import AshlarValidation

/// Says that an action's parameter is sent as a header field. Without a name it is the parameter's: `userAgent` is
/// `User-Agent`.
///
/// ```swift
/// func index(@FromHeader("X-Api-Key", .length(20)) key: String) -> String
/// ```
public typealias FromHeader<Value: Sendable> = FromRequest<Value>

/// Says that an action's parameter is sent as a cookie.
///
/// ```swift
/// func index(@FromCookie theme: String = "light") -> String
/// ```
public typealias FromCookie<Value: Sendable> = FromRequest<Value>

/// Says that an action's parameter is one field of the body, be it a form or JSON.
///
/// ```swift
/// func store(@FromForm(.image, .maxBytes(100_000)) photo: UploadedFile) -> NoContent
/// ```
public typealias FromForm<Value: Sendable> = FromRequest<Value>

/// What ``FromHeader``, ``FromCookie`` and ``FromForm`` have in common: a name and rules.
///
/// It changes nothing for whoever calls the method, and nothing inside: `@Controller` reads which of the names was written. (A
/// macro cannot stand on a parameter; that is why this is a property wrapper.)
@propertyWrapper
public struct FromRequest<Value: Sendable> {
    /// The argument.
    public var wrappedValue: Value

    /// By the parameter's name.
    public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }

    /// By a name of its own.
    public init(wrappedValue: Value, _ name: String) { self.wrappedValue = wrappedValue }

    /// By a name of its own, with rules for the value.
    public init(wrappedValue: Value, _ name: String, _ rules: Rule<Value>...) { self.wrappedValue = wrappedValue }

    /// By a name of its own, with rules for a value that may be missing.
    public init<Wrapped>(wrappedValue: Value, _ name: String, _ rules: Rule<Wrapped>...) where Value == Wrapped? {
        self.wrappedValue = wrappedValue
    }

    /// With rules for the value.
    public init(wrappedValue: Value, _ rules: Rule<Value>...) { self.wrappedValue = wrappedValue }

    /// With rules for a value that may be missing.
    public init<Wrapped>(wrappedValue: Value, _ rules: Rule<Wrapped>...) where Value == Wrapped? {
        self.wrappedValue = wrappedValue
    }
}
