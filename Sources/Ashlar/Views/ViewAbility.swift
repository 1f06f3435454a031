public import AshlarHTTP

/// What a template asks with `can('update', post)`: whether somebody may do something.
///
/// ```swift
/// views.authorize { ability in
///     guard let user = ability.user as? User else { return false }
///     return switch (ability.name, ability.subject) {
///     case ("update", let post as Post): post.authorID == user.id
///     default: false
///     }
/// }
/// ```
public struct ViewAbility: Sendable {
    /// What is to be done: `update`.
    public let name: String
    /// Who wants to: what ``ViewConfiguration/identify(_:)`` has found; nil for a guest.
    public let user: (any Sendable)?
    /// What it is to be done with, as the template was given it.
    public let subjects: [any Sendable]
    /// The request that the page is rendered for.
    public let request: Request

    /// Describes a question, as a test of your own may ask it.
    public init(_ name: String, user: (any Sendable)?, subjects: [any Sendable] = [], request: Request) {
        self.name = name
        self.user = user
        self.subjects = subjects
        self.request = request
    }

    /// The first of what it is to be done with; nil if it needs nothing.
    public var subject: (any Sendable)? { subjects.first }
}
