import AshlarSupport

/// A value whose members have places, so that what reads the same member again and again looks for its name once: models,
/// and `loop`.
class RecordObject: TemplateObject, @unchecked Sendable {
    // Sendable because it holds nothing; each subclass says why it is.

    /// The names of the members that have places, in their order: the same for all values of one class.
    var placedNames: [String] { [] }

    /// The value of a member by its place in ``placedNames``; nil where it turns out not to exist.
    func member(at place: Int) throws -> TemplateValue? { nil }

    /// Goes to another element of the array that the record lies in. Only for a record that nobody else has.
    func move(to index: Int) {}

    /// Whether it is a value of the application, with nothing but members.
    var isModel: Bool { false }

    /// Whether it has no text of its own: only its members are worth printing.
    var isForMembersAlone: Bool { false }

    /// Which thing it stands for; nil where that is not known.
    var identity: MemberIdentity? { nil }

    /// Whether another object means the same.
    func equals(_ other: any TemplateObject) -> Bool { self === other }

    /// What is equal has the same hash.
    func hash(into hasher: inout Hasher) {}

    func member(named name: String) throws -> TemplateValue? { nil }

    var memberNames: [String] { placedNames }
    func call(_ arguments: TemplateArguments) throws -> TemplateValue { throw Failure("\(typeName) cannot be called") }
    var isCallable: Bool { false }
    func elements() throws -> (any TemplateSequence)? { nil }
    var text: String { "<\(typeName)>" }
    var markup: Markup? { nil }
    var isTrue: Bool { true }
    var typeName: String { String(describing: Self.self) }
    var rawValue: any Sendable { self }
}

extension TemplateObject {
    /// Which thing the object stands for; nil where that is not known.
    var memberIdentity: MemberIdentity? {
        if let record = self as? RecordObject { return record.identity }
        return (rawValue as? any MemberIdentified)?.memberIdentity
    }
}
