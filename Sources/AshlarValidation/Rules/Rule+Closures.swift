// What `@Rule` reads: an attribute's closures are not known to be `Sendable`, those of the field that is made of it are.
extension ValidationRule where Self == Rule<Never> {
    /// A value that a closure approves of. In an attribute the closure names its type: `{ (pages: Int) in pages > 0 }`.
    public static func satisfies<Value>(_ message: String, _ holds: (Value) -> Bool) -> Self { .unused }
    /// Changes the value before the rules after it: `.transform { (price: Double) in price.rounded() }`.
    public static func transform<Value>(_ change: (Value) -> Value) -> Self { .unused }
    /// What may be sent only by whoever a condition approves of: `.can { (shelf: Int, context) in shelf < 9 }`.
    public static func can<Value>(_ allows: (Value, InputContext) async throws -> Bool) -> Self { .unused }
    /// The rules hold where a condition does, which sees what surrounds the input.
    public static func when<Value>(_ condition: (InputContext) -> Bool, _ rules: Rule<Value>...) -> Self { .unused }
    /// The rules hold unless a condition does, which sees what surrounds the input.
    public static func unless<Value>(_ condition: (InputContext) -> Bool, _ rules: Rule<Value>...) -> Self { .unused }
}
