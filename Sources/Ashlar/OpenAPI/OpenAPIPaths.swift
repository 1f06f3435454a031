import AshlarRouting
import AshlarSupport
import HTTPTypes

/// The paths of a document, each with its operations.
struct OpenAPIPaths {
    private var templates: [String] = []
    private var operations: [[SentValue.Member]] = []
    /// The places of paths by their shapes: two that differ in the names of placeholders alone are one.
    private var places: [String: Int] = [:]
    private var names: [[String]] = []
    private var ids: Set<String> = []
    /// What operations are listed under, in the order in which it was first said.
    private(set) var tags: [String] = []

    /// What a route answers that documents tell of: HEAD and OPTIONS go without saying.
    static func methods(of entry: RouteTable.Entry) -> [HTTPRequest.Method] {
        entry.methods.filter { [.get, .put, .post, .delete, .patch, .trace].contains($0) }
    }

    /// Adds an operation, unless there is one of its path and method.
    mutating func add(
        _ path: String, _ method: HTTPRequest.Method, _ values: [PathValue],
        _ make: (_ names: [String], _ id: (String) -> String) -> SentValue
    ) {
        var shape = path
        for value in values { shape = shape.replacing("{\(value.name)}", with: "{}") }
        let place: Int
        if let known = places[shape] {
            place = known
        } else {
            place = templates.count
            places[shape] = place
            templates.append(path)
            operations.append([])
            names.append(values.map(\.name))
        }
        let name = method.rawValue.lowercased()
        guard !operations[place].contains(where: { $0.name == name }) else { return }
        var ids = ids
        let operation = make(names[place]) { wanted in Self.unused(wanted, method: name, in: &ids) }
        self.ids = ids
        if case .list(let own)? = operation["tags"] {
            for case .text(let tag) in own where !tags.contains(tag) { tags.append(tag) }
        }
        operations[place].append(.init(name, operation))
    }

    /// As the document has them.
    var value: SentValue {
        .members(zip(templates, operations).map { SentValue.Member($0, .members($1)) })
    }

    private static func unused(_ wanted: String, method: String, in ids: inout Set<String>) -> String {
        ids.insert(wanted).inserted ? wanted : ids.take("\(wanted).\(method)")
    }
}
