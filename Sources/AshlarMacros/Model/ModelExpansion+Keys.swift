/// The primary key.
extension ModelExpansion {
    /// The key's type, and that of a key of several columns.
    var keyType: [String] {
        let keys = model.keys
        guard keys.count > 1 else { return ["\(access)typealias Key = \(keys.first?.wrappedType ?? "Int")"] }
        let names = keys.map(\.reference)
        let parameters = zip(names, keys).map { "\($0): \($1.type)" }.joined(separator: ", ")
        let reads = keys.enumerated().map {
            "self.\($1.reference) = try (\($1.type)).init(row: _row, columns: Array(_columns.dropFirst(\($0)).prefix(1)), of: _rows)"
        }
        let parts = keys.enumerated().map { "let _part\($0) = (\($1.type))(keyText: keyParts[\($0)])" }
        return [
            """
            \(access)struct Key: AshlarORM.CompositeModelKey {
                \(zip(names, keys).map { "\(access)var \($0): \($1.type)" }.joined(separator: "\n    "))
                \(access)init(\(parameters)) {
                    \(names.map { "self.\($0) = \($0)" }.joined(separator: "\n        "))
                }
                \(access)init(row _row: Int, columns _columns: [Int], of _rows: AshlarORM.ModelRows) throws {
                    \(reads.joined(separator: "\n        "))
                }
                \(access)init?(keyParts: [String]) {
                    guard keyParts.count == \(keys.count), \(parts.joined(separator: ", ")) else { return nil }
                    \(names.enumerated().map { "self.\($1) = _part\($0)" }.joined(separator: "\n        "))
                }
                \(access)var keyParts: [String] { [\(names.map { "self.\($0).keyText" }.joined(separator: ", "))] }
                \(access)var keyBindings: [AshlarORM.ModelBinding] { [\(names.map { "AshlarORM.ModelBinding(self.\($0))" }.joined(separator: ", "))] }
            }
            """
        ]
    }

    var keyValue: String {
        let keys = model.keys
        guard keys.count > 1 else { return "\(access)var _key: Key? { self.\(keys.first?.reference ?? "id") }" }
        let arguments = keys.map { "\($0.name): self.\($0.reference)" }.joined(separator: ", ")
        return "\(access)var _key: Key? { Key(\(arguments)) }"
    }

    /// The argument of the description that makes a key, where the app does.
    var keyMaking: String {
        guard let key = model.keys.first, key.isMadeByApp else { return "" }
        return ",\n    makeKey: { $0.\(key.reference) = (\(key.wrappedType)).version7() }"
    }
}
