import AshlarSupport

/// A `MemberReadable` value in a template: its members are read when they are asked for.
final class MemberObject: TemplateObject {
    let value: any MemberReadable

    init(_ value: any MemberReadable) { self.value = value }

    func member(named name: String) throws -> TemplateValue? {
        do {
            return TemplateValue(try value.member(named: name))
        } catch MemberError.unknown {
            return nil
        }
    }

    /// A value that is a collection too, such as a page of models, is looped over like one.
    func elements() throws -> (any TemplateSequence)? { (value as? any Collection).map { Self.sequence($0) } }

    var isTrue: Bool { (value as? any Collection).map { !$0.isEmpty } ?? true }

    private static func sequence(_ collection: some Collection) -> any TemplateSequence { LazyArray(Array(collection)) }

    var memberNames: [String] { type(of: value).memberNames }
    var typeName: String { String(describing: type(of: value)) }
    var rawValue: any Sendable { value }
    /// Only what the type says of itself: a dump of all members could show what must stay hidden.
    var text: String { (value as? any CustomStringConvertible)?.description ?? typeName }
}
