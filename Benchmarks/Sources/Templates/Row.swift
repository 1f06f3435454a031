import AshlarSupport

/// A row of the page. Templates of Ashlar read it by name, as they read a `@Model`; the others by reflection or as a
/// dictionary.
struct Row: MemberReadable {
    let id: Int
    let name: String
    let mail: String
    let note: String
    let active: Bool

    init(_ number: Int) {
        id = number
        active = number % 3 != 0
        name = "Ada <\(number)> Lovelace"
        mail = "ada\(number)@example.com"
        note = "Said \"yes\" & 'no' to offer \(number), and asked to be called back"
    }

    static let memberNames = ["id", "name", "mail", "note", "active"]

    func member(named member: String) throws -> any Sendable {
        switch member {
        case "id": id
        case "name": name
        case "mail": mail
        case "note": note
        case "active": active
        default: throw MemberError.unknown
        }
    }

    func member(at place: Int) throws -> any Sendable {
        switch place {
        case 0: id
        case 1: name
        case 2: mail
        case 3: note
        case 4: active
        default: throw MemberError.unknown
        }
    }

    var dictionary: [String: any Sendable] {
        ["id": id, "name": name, "mail": mail, "note": note, "active": active]
    }
}

struct Link: MemberReadable {
    let address: String
    let name: String

    init(_ number: Int) {
        address = "/pages/\(number)"
        name = "Page \(number)"
    }

    static let memberNames = ["address", "name"]

    func member(named member: String) throws -> any Sendable {
        switch member {
        case "address": address
        case "name": name
        default: throw MemberError.unknown
        }
    }

    func member(at place: Int) throws -> any Sendable {
        switch place {
        case 0: address
        case 1: name
        default: throw MemberError.unknown
        }
    }

    var dictionary: [String: any Sendable] { ["address": address, "name": name] }
}
