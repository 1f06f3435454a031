/// A value with members that a template reads, and perhaps calls or loops over.
///
/// A model needs nothing of this: what is `MemberReadable` can be given to a template as it is. Conform to it for what
/// behaves in a way of its own, such as a form or a paginator.
public protocol TemplateObject: AnyObject, Sendable {
    /// The value of a member; nil for one that does not exist.
    func member(named name: String) throws -> TemplateValue?

    /// The names of the members, for "did you mean".
    var memberNames: [String] { get }

    /// The answer to `object(...)`.
    func call(_ arguments: TemplateArguments) throws -> TemplateValue

    /// Whether ``call(_:)`` answers.
    var isCallable: Bool { get }

    /// What `for` reads; nil for an object without elements.
    func elements() throws -> (any TemplateSequence)?

    /// What `{{ object }}` prints, escaped.
    var text: String { get }

    /// What `{{ object }}` prints as HTML; nil to print ``text``.
    var markup: Markup? { get }

    /// Whether the object is true in `if`.
    var isTrue: Bool { get }

    /// What kind of value this is, for messages.
    var typeName: String { get }

    /// The Swift value behind the object, as functions get it.
    var rawValue: any Sendable { get }
}

extension TemplateObject {
    /// No such member.
    public func member(named name: String) throws -> TemplateValue? { nil }
    /// No members.
    public var memberNames: [String] { [] }
    /// Fails: most objects are no functions.
    public func call(_ arguments: TemplateArguments) throws -> TemplateValue {
        throw Failure("\(typeName) cannot be called")
    }
    /// Most objects are no functions.
    public var isCallable: Bool { false }
    /// No elements.
    public func elements() throws -> (any TemplateSequence)? { nil }
    /// The name of the type.
    public var text: String { "<\(typeName)>" }
    /// Nothing: ``text`` is printed.
    public var markup: Markup? { nil }
    /// An object is true.
    public var isTrue: Bool { true }
    /// The name of the Swift type.
    public var typeName: String { String(describing: Self.self) }
    /// The object itself.
    public var rawValue: any Sendable { self }
}
