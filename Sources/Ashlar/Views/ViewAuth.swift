import AshlarHTTP
import AshlarSupport
import AshlarTemplate

/// Who a page is rendered for, and what they may do: `auth`, `can` and `cannot`. Without an app that says so there are guests
/// alone, and nobody may do anything.
struct ViewAuth: Sendable {
    let user: (any Sendable)?
    let decide: (@Sendable (ViewAbility) throws -> Bool)?

    static let names: Set<String> = ["auth", "can", "cannot"]

    /// Whether a user may do what a template asks for: `can('update', post)`.
    func allows(_ arguments: TemplateArguments, _ request: Request) throws -> Bool {
        let name = try arguments.string(0, "ability")
        if let extra = arguments.keyword.first(where: { $0.name != "ability" }) {
            throw NamedSubject(ability: name, name: extra.name)
        }
        let subjects = try arguments.positional.dropFirst().map { value in
            // Of what is undefined it is said here, and not denied.
            if case .undefined = value { _ = try value.text() }
            return value.rawValue
        }
        return try decide?(ViewAbility(name, user: user, subjects: subjects, request: request)) ?? false
    }
}

/// `auth` as templates see it.
struct AuthMembers: MemberReadable {
    let user: (any Sendable)?

    static let memberNames = ["user", "check", "guest", "id"]

    func member(named name: String) throws -> any Sendable {
        switch name {
        case "user": return user ?? String?.none
        case "check": return user != nil
        case "guest": return user == nil
        case "id": return try id ?? String?.none
        default: throw MemberError.unknown
        }
    }

    /// The user's key; nil for a guest, and for a user that has none.
    private var id: (any Sendable)? {
        get throws {
            if let user = user as? any MemberReadable, type(of: user).memberNames.contains("id") {
                return try user.member(named: "id")
            }
            return (user as? any MemberIdentified)?.memberIdentity?.description
        }
    }
}

extension AuthMembers: TemplateNamed { static let templateName = "auth" }

/// `auth` for checks: with the type of the user that an app says it has.
struct AuthShape<User: Sendable>: MemberReadable, MemberTyped, TemplateNamed {
    static var memberNames: [String] { AuthMembers.memberNames }
    static var templateName: String { AuthMembers.templateName }

    static func memberType(named name: String) -> Any.Type? { name == "user" ? User.self : nil }

    func member(named name: String) throws -> any Sendable { throw MemberError.unknown }
}

/// `can('update', post=post)`
struct NamedSubject: DetailedError {
    let ability: String
    let name: String

    var description: String { "can(\"\(ability)\") takes what it asks about without names, and \"\(name)\" is one" }
    var suggestion: String? { "Write {{ can('\(ability)', \(name)) }}." }
}
