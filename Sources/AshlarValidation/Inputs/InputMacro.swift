/// Makes a struct an input: the value that JSON, a form, a query or header fields are read into, checked as it is read.
///
/// ```swift
/// @Input
/// struct PostInput {
///     @Rule(.trim, .length(1...200)) var title: String
///     @Rule(.length(1...)) var body: String
///     var publishedAt: Date?
///     @Rule(.count(...10), .each(.length(1...30))) var tags: [String] = []
/// }
/// ```
///
/// A property without a default has to be sent, an optional one may be missing. Types are those of ``InputScalar``,
/// enumerations with a raw value, other inputs, files, and lists of all of them.
///
/// An enum is one of several inputs, by what a field says:
///
/// ```swift
/// @Input(discriminator: "kind")
/// enum PaymentInput {
///     case card(CardInput)            // {"kind": "card", "number": "4111..."}
///     case cash                       // {"kind": "cash"}
/// }
/// ```
///
/// - Parameters:
///   - unknown: whether a field that the struct does not have is an error.
///   - discriminator: the field that says which case of an enum it is.
@attached(
    extension, conformances: TypedInput, names: named(InputFields), named(inputDescription), named(read),
    named(init))
public macro Input(unknown: UnknownFields = .ignored, discriminator: String = "type") =
    #externalMacro(module: "AshlarMacros", type: "InputMacro")

/// What becomes of fields that an input does not have.
public enum UnknownFields: Sendable {
    /// They are passed over.
    case ignored
    /// Each is an error.
    case forbidden
}
