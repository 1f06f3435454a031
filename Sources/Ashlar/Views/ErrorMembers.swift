import AshlarSession
import AshlarSupport

/// What is wrong with a form's fields, as templates see it: `{% if errors.title %}`. A field that is right has nothing, which
/// is no mistake.
struct ErrorMembers: MemberReadable, CustomStringConvertible {
    let errors: ErrorBag

    static let memberNames: [String] = []

    func member(named name: String) throws -> any Sendable { errors.messages[name] as [String]? }

    /// What is wrong, field by field.
    var description: String {
        errors.messages.sorted { $0.key < $1.key }.flatMap(\.value).joined(separator: " ")
    }
}
