import AshlarSupport
import HTTPTypes

/// Builds nested values of flat names: `user[name]`, `tags[]`, `rows[0][id]`.
struct InputTree {
    /// A list that is still being built is an object whose keys are numbers, so that `a[2]` may come before `a[0]`.
    private final class Node {
        var value: InputValue?
        /// Values of the same name that were sent before it.
        var earlier: [InputValue] = []
        var members: [String: Node] = [:]
        var next = 0
    }

    private let root = Node()
    private let limits: InputLimits
    private var count = 0

    init(limits: InputLimits) {
        self.limits = limits
    }

    /// Adds a value. The last of several with one name counts.
    ///
    /// - Throws: ``HTTPError`` 400 if it is nested too deeply, there are too many, or the name is a value and a list at once.
    mutating func add(_ name: String, _ value: InputValue) throws {
        count += 1
        guard count <= limits.count else {
            throw HTTPError(.badRequest, "The input has more than \(limits.count) values.")
        }
        let path = Self.path(of: name)
        guard path.count <= limits.depth else {
            throw HTTPError(.badRequest, "The input is nested deeper than \(limits.depth) levels.")
        }
        var node = root
        for key in path {
            guard node.value == nil else { throw Self.conflict(name) }
            let key = key.isEmpty ? String(node.next) : key
            if let number = Int(key), number >= node.next, number < limits.count { node.next = number + 1 }
            if let member = node.members[key] {
                node = member
            } else {
                let member = Node()
                node.members[key] = member
                node = member
            }
        }
        guard node.members.isEmpty else { throw Self.conflict(name) }
        if let before = node.value { node.earlier.append(before) }
        node.value = value
    }

    /// The whole.
    var value: [String: InputValue] { root.members.mapValues(Self.value) }

    private static func value(_ node: Node) -> InputValue {
        if let value = node.value { return value }
        // The keys are 0, 1, 2 ...: a list.
        let elements = (0..<node.members.count).compactMap { node.members[String($0)] }
        if elements.count == node.members.count { return .array(elements.map(value)) }
        return .object(node.members.mapValues(value))
    }

    /// The whole, in which several values of one name are a list.
    var sent: SentValue { Self.members(root) }

    private static func sent(_ node: Node) -> SentValue {
        if let value = node.value {
            return node.earlier.isEmpty ? sent(value) : .list((node.earlier + [value]).map(sent))
        }
        let elements = (0..<node.members.count).compactMap { node.members[String($0)] }
        return elements.count == node.members.count ? .list(elements.map(sent)) : members(node)
    }

    private static func members(_ node: Node) -> SentValue {
        .members(node.members.sorted { $0.key < $1.key }.map { SentValue.Member($0.key, sent($0.value)) })
    }

    private static func sent(_ value: InputValue) -> SentValue {
        if case .file(let file) = value { return .other(file) }
        return value.string.map(SentValue.text) ?? .null
    }

    private static func conflict(_ name: String) -> HTTPError {
        HTTPError(.badRequest, "The input uses \"\(name.prefix(80))\" as a value and as a list of values.")
    }

    /// `a[b][]` is `a`, `b` and an empty name; what is not well formed is one name as it stands.
    static func path(of name: String) -> [String] {
        guard name.utf8.last == UInt8(ascii: "]"), let open = name.utf8.firstIndex(of: UInt8(ascii: "[")),
            open != name.startIndex
        else { return [name] }
        var path = [String(name[..<open])]
        var rest = name.utf8[open...]
        while rest.first == UInt8(ascii: "[") {
            guard let close = rest.firstIndex(of: UInt8(ascii: "]")) else { return [name] }
            let key = rest[rest.index(after: rest.startIndex)..<close]
            guard !key.contains(UInt8(ascii: "[")) else { return [name] }
            path.append(String(Substring(key)))
            rest = rest[rest.index(after: close)...]
        }
        return rest.isEmpty ? path : [name]
    }
}
