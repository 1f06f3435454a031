/// What stands in `@Rule(...)`: a ``Rule`` about the field's value, or a ``FieldRule`` that looks at other fields too.
///
/// Rules are found by the leading dot: `@Rule(.trim, .length(1...200))`. A rule that is made for another type than the
/// field's does not compile.
public protocol ValidationRule: Sendable {}

/// States the rules of a property of an `@Input`.
///
/// ```swift
/// @Input
/// struct PostInput {
///     @Rule(.trim, .length(1...200)) var title: String
///     @Rule(.after(\Self.startsAt)) var endsAt: Date?
///     var startsAt: Date?
/// }
/// ```
@attached(peer)
public macro Rule<each R: ValidationRule>(_ rules: repeat each R) =
    #externalMacro(module: "AshlarMacros", type: "RuleMacro")

/// What people read for a property of an `@Input`: in messages and beside the field.
@attached(peer)
public macro Label(_ text: String) = #externalMacro(module: "AshlarMacros", type: "RuleMacro")

/// A list that a form may send as one text with something between its values, as people write tags: `one, two`. White space
/// around the values does not count, and neither do empty ones. Several fields of one name, and JSON's lists, are read too.
///
/// ```swift
/// @Separated var tags: [String] = []
/// ```
@attached(peer)
public macro Separated(by separator: String = ",") = #externalMacro(module: "AshlarMacros", type: "RuleMacro")

/// The name by which a property of an `@Input` is sent, where it is not the property's own.
@attached(peer)
public macro Key(_ name: String) = #externalMacro(module: "AshlarMacros", type: "RuleMacro")
