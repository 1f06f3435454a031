import Synchronization

/// What `namespace(...)` makes: an object whose members a template assigns to, also from inside a loop.
final class Namespace: TemplateObject {
    private struct Members {
        var names: [String] = []
        var values: [String: TemplateValue] = [:]
    }

    private let members: Mutex<Members>

    init(_ pairs: [(name: String, value: TemplateValue)]) {
        var members = Members()
        for (name, value) in pairs {
            if members.values.updateValue(value, forKey: name) == nil { members.names.append(name) }
        }
        self.members = Mutex(members)
    }

    func set(_ name: String, _ value: TemplateValue) {
        members.withLock { members in
            if members.values.updateValue(value, forKey: name) == nil { members.names.append(name) }
        }
    }

    func member(named name: String) throws -> TemplateValue? { members.withLock { $0.values[name] } }

    var memberNames: [String] { members.withLock(\.names) }
    let typeName = "namespace"

    /// Lets go of all members: namespaces may hold each other in a circle.
    func release() { members.withLock { $0 = Members() } }

    var text: String {
        let members = members.withLock { $0 }
        let pairs = members.names.map { name -> String in
            switch members.values[name] {
            case .object(let object)? where object is Namespace: "'\(name)': <Namespace>"
            case let value?: "'\(name)': \(value.quoted)"
            case nil: ""
            }
        }
        return "<Namespace {\(pairs.joined(separator: ", "))}>"
    }
}
