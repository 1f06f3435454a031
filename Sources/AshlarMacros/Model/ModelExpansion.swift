import SwiftSyntax
import SwiftSyntaxBuilder

/// The members that `@Model` writes.
///
/// Types of the framework are written with their module, so that an app may have a model called `Field` or `Query`.
struct ModelExpansion {
    let model: ModelDeclaration

    var access: String { model.access }
    var columns: [ColumnDeclaration] { model.columns }
    var relations: [RelationDeclaration] { model.relations }

    /// All of them.
    var members: [DeclSyntax] {
        let texts =
            keyType + [record] + foreignKeys + [keyValue, memberwise, create, rowInitializer]
            + relationDescriptors + [description, fields, paths, memberNames, member, memberAtPlace, encode]
            + stamp + [forget] + deletionTime + handles + counts
        return texts.map { DeclSyntax(stringLiteral: $0) }
    }

    private var record: String { "\(access)var _record = AshlarORM.ModelRecord()" }

    private var foreignKeys: [String] {
        columns.filter(\.isGenerated).map { "\(access)var \($0.reference): \($0.type)" }
    }

    // MARK: Making values

    private var given: [ColumnDeclaration] { columns.filter { !$0.isLeftOut } }

    private var parameters: String {
        given.map { column in
            let initial = column.initialValue ?? (column.isOptional ? "nil" : nil)
            return "\(column.reference): \(column.type)" + (initial.map { " = \($0)" } ?? "")
        }.joined(separator: ", ")
    }

    private var memberwise: String {
        """
        \(access)init(\(parameters)) {
            \(given.map { "self.\($0.reference) = \($0.reference)" }.joined(separator: "\n    "))
        }
        """
    }

    private var create: String {
        let arguments = given.map { "\($0.name): \($0.reference)" }.joined(separator: ", ")
        return """
            @discardableResult
            \(access)static func create(\(parameters), on _database: AshlarORM.ModelDatabase? = nil, \
            file _file: String = #fileID, line _line: Int = #line) async throws -> \(model.name) {
                var _model = \(model.name)(\(arguments))
                try await _model.save(on: _database, file: _file, line: _line)
                return _model
            }
            """
    }

    private var rowInitializer: String {
        let reads = columns.enumerated().map { index, column in
            let value = "try _row.decode(\(index), as: (\(column.storedType)).self)"
            let unwrapped = column.cast == nil ? value : value + (column.isOptional ? "?.value" : ".value")
            return "self.\(column.reference) = \(unwrapped)"
        }
        return """
            \(access)init(_row: AshlarORM.ModelRow) throws {
                \((reads + ["self._record = _row.record"]).joined(separator: "\n    "))
            }
            """
    }

    /// What a copy of a model must not have: its key and its times.
    private var forget: String {
        let times = ["createdAt", "updatedAt"]
        let cleared = columns.filter { column in
            column.isOptional
                && (model.keys.contains { $0.name == column.name } || times.contains(column.name)
                    || column.role == .deletionTime)
        }
        let versions = columns.filter { $0.role == .version }.compactMap { column in
            column.initialValue.map { "self.\(column.reference) = \($0)" }
        }
        let lines = cleared.map { "self.\($0.reference) = nil" } + versions
        return """
            \(access)mutating func _forget() {
                \(lines.joined(separator: "\n    "))
            }
            """
    }

    private var deletionTime: [String] {
        guard let column = model.deletionTime else { return [] }
        return [
            """
            \(access)var _deletionTime: AshlarORM.ModelTimestamp? {
                get { self.\(column.reference) }
                set { self.\(column.reference) = newValue }
            }
            """
        ]
    }

    // MARK: Timestamps

    /// Sets `createdAt` and `updatedAt`, where they are declared as dates.
    private var stamp: [String] {
        let dates = ["Date", "Foundation.Date", "FoundationEssentials.Date"]
        let created = columns.first { $0.name == "createdAt" && $0.isOptional && dates.contains($0.wrappedType) }
        let updated = columns.first { $0.name == "updatedAt" && dates.contains($0.wrappedType) }
        var lines: [String] = []
        if created != nil { lines.append("if isNew, self.createdAt == nil { self.createdAt = now }") }
        if let updated {
            lines.append(
                updated.isOptional
                    ? "if !isNew || self.updatedAt == nil { self.updatedAt = now }"
                    : "if !isNew { self.updatedAt = now }")
        }
        guard !lines.isEmpty else { return [] }
        return [
            """
            \(access)mutating func _stamp(_ now: AshlarORM.ModelTimestamp, isNew: Bool) {
                \(lines.joined(separator: "\n    "))
            }
            """
        ]
    }
}
