public import AshlarORM
import AshlarHTTP
import AshlarTerminal
import Foundation
import NIOCore

/// How `craft tinker` shows what a line is worth: models and other things with members as tables.
public enum ScriptOutput {
    /// How many rows of a query are shown.
    public static let rows = 20

    /// Nothing to show.
    public static func show(_ value: Void) {}

    /// A query, run: its first rows.
    public static func show<M: Model>(_ query: Query<M>) async throws {
        try await show(query.limit(rows).all())
    }

    /// Anything else.
    public static func show<Value>(_ value: Value) async throws { print(text(of: value)) }

    /// What is printed of a value.
    static func text(of value: Any) -> String {
        if let text = value as? String { return "\"\(text)\"" }
        // An optional shows what is in it.
        let mirror = Mirror(reflecting: value)
        if mirror.displayStyle == .optional {
            guard let inner = mirror.children.first?.value else { return "nil" }
            return text(of: inner)
        }
        if let list = value as? [any Encodable], let table = table(list) { return table }
        if let model = value as? any Encodable & Model, let table = members(of: model) { return table }
        if mirror.displayStyle == .struct, let encodable = value as? any Encodable, let table = members(of: encodable) {
            return table
        }
        return String(describing: value)
    }

    private static func table(_ list: [any Encodable]) -> String? {
        let objects = list.compactMap(object)
        guard !list.isEmpty, objects.count == list.count else { return nil }
        let names = columns(of: objects)
        let cells = objects.map { object in names.map { cell(object[$0]) } }
        return TextTable(header: names, rows: cells).text + "\n\(list.count) \(list.count == 1 ? "row" : "rows")"
    }

    private static func members(of value: any Encodable) -> String? {
        guard let object = object(value) else { return nil }
        let names = columns(of: [object])
        let width = names.map(\.count).max() ?? 0
        return names.map { name in
            "\(name)\(String(repeating: " ", count: width - name.count + 2))\(cell(object[name]))"
        }.joined(separator: "\n")
    }

    /// The members of a value that is written as an object.
    private static func object(_ value: any Encodable) -> [String: Any]? {
        guard let buffer = try? FoundationJSON().encode(value) else { return nil }
        return try? JSONSerialization.jsonObject(with: Data(buffer.readableBytesView)) as? [String: Any]
    }

    /// The key first, the timestamps last, the others by name.
    private static func columns(of objects: [[String: Any]]) -> [String] {
        let order = ["createdAt", "updatedAt", "created_at", "updated_at"]
        func rank(_ name: String) -> Int { name == "id" ? -1 : (order.firstIndex(of: name) ?? -1) + 1 }
        return Set(objects.flatMap(\.keys)).sorted { (rank($0), $0) < (rank($1), $1) }
    }

    private static func cell(_ value: Any?) -> String {
        switch value {
        case nil, is NSNull: return ""
        case let text as String: return shortened(text)
        case let number as NSNumber: return "\(number)"
        case let other?:
            let data = try? JSONSerialization.data(withJSONObject: other, options: [.fragmentsAllowed, .sortedKeys])
            return shortened(data.map { String(decoding: $0, as: UTF8.self) } ?? "\(other)")
        }
    }

    private static func shortened(_ text: String) -> String {
        let line = text.replacing("\n", with: "\\n")
        return line.count > 40 ? line.prefix(39) + "…" : line
    }
}
