import SwiftSyntax
import SwiftSyntaxBuilder

/// The members that `@Model` writes.
///
/// Types of the framework are written with their module, so that an app may have a model called `Field` or `Query`.
struct ModelExpansion {
    let model: ModelDeclaration

    private var access: String { model.access }
    private var columns: [ColumnDeclaration] { model.columns }
    private var relations: [RelationDeclaration] { model.relations }

    /// All of them.
    var members: [DeclSyntax] {
        let texts =
            [keyType, record] + foreignKeys + [keyValue, memberwise, create, rowInitializer]
            + relationDescriptors + [description, fields, paths, memberNames, member, encode] + stamp
        return texts.map { DeclSyntax(stringLiteral: $0) }
    }

    private var keyType: String { "\(access)typealias Key = \(model.key?.wrappedType ?? "Int")" }

    private var keyValue: String { "\(access)var _key: Key? { self.id }" }

    private var record: String { "\(access)var _record = AshlarORM.ModelRecord()" }

    private var foreignKeys: [String] {
        columns.filter(\.isGenerated).map { "\(access)var \($0.reference): \($0.type)" }
    }

    // MARK: Making values

    private var parameters: String {
        columns.map { column in
            let initial = column.initialValue ?? (column.isOptional ? "nil" : nil)
            return "\(column.reference): \(column.type)" + (initial.map { " = \($0)" } ?? "")
        }.joined(separator: ", ")
    }

    private var memberwise: String {
        """
        \(access)init(\(parameters)) {
            \(columns.map { "self.\($0.reference) = \($0.reference)" }.joined(separator: "\n    "))
        }
        """
    }

    private var create: String {
        let arguments = columns.map { "\($0.name): \($0.reference)" }.joined(separator: ", ")
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
        let reads = columns.enumerated().map { "self.\($1.reference) = try _row.decode(\($0), as: (\($1.type)).self)" }
        return """
            \(access)init(_row: AshlarORM.ModelRow) throws {
                \((reads + ["self._record = _row.record"]).joined(separator: "\n    "))
            }
            """
    }

    // MARK: Descriptions

    private var relationDescriptors: [String] {
        relations.enumerated().map { index, relation in
            switch relation.kind {
            case .belongsTo:
                """
                \(access)static let \(relation.descriptor) = AshlarORM.BelongsToRelation<\(model.name), \(relation.related)>(\
                name: "\(relation.name)", index: \(index), foreignKey: "\(relation.foreignKeyProperty)") { $0.\(relation.foreignKeyProperty) }
                """
            case .hasMany:
                """
                \(access)static let \(relation.descriptor) = AshlarORM.HasManyRelation<\(model.name), \(relation.related)>(\
                name: "\(relation.name)", index: \(index), foreignKey: \(relation.foreignKey ?? "nil"))
                """
            }
        }
    }

    private var description: String {
        let columnList = columns.map { column in
            let named = column.column.map { ", column: \($0)" } ?? ""
            return "AshlarORM.ModelColumn(\"\(column.name)\"\(named), (\(column.type)).self) { $0.\(column.reference) }"
        }
        let key = columns.firstIndex { $0.name == "id" } ?? 0
        return """
            \(access)static let _description = AshlarORM.ModelDescription<\(model.name)>(
                name: "\(model.name)", table: \(model.table ?? "nil"), key: \(key),
                columns: [
                    \(columnList.joined(separator: ",\n        "))
                ],
                relations: [\(relations.map(\.descriptor).joined(separator: ", "))]
            )
            """
    }

    private var fields: String {
        let list = columns.enumerated().map { index, column in
            let type = column.isOptional && column.name != "id" ? "OptionalField" : "Field"
            return "\(access)var \(column.reference): AshlarORM.\(type)<\(column.wrappedType)> { "
                + "_source.field(\(model.name)._description.columns[\(index)]) }"
        }
        let ways = relations.map { relation in
            let descriptor = "\(model.name).\(relation.descriptor)"
            return switch relation.kind {
            case .belongsTo:
                "\(access)var \(relation.reference): \(relation.related).Fields { "
                    + "\(relation.related).Fields(_source: _source.joined(by: \(descriptor))) }"
            case .hasMany:
                "\(access)var \(relation.reference): AshlarORM.RelatedRows<\(relation.related)> { "
                    + "AshlarORM.RelatedRows(_source, \(descriptor)) }"
            }
        }
        return """
            \(access)struct Fields: AshlarORM.ModelFields {
                \(access)let _source: AshlarORM.FieldSource
                \(access)init(_source: AshlarORM.FieldSource) { self._source = _source }
                \((list + ways).joined(separator: "\n    "))
            }
            """
    }

    private var paths: String {
        let list = relations.map {
            "\(access)var \($0.reference): \($0.related).Relations { "
                + "\($0.related).Relations(_path: _path.appending(\(model.name).\($0.descriptor))) }"
        }
        return """
            \(access)struct Relations: AshlarORM.ModelRelations {
                \(access)let _path: AshlarORM.RelationPath
                \(access)init(_path: AshlarORM.RelationPath) { self._path = _path }
                \(list.joined(separator: "\n    "))
            }
            """
    }

    // MARK: Reading by name

    private var memberNames: String {
        let names = model.members.map { member in
            switch member {
            case .column(let column): "\"\(column.name)\""
            case .relation(let relation): "\"\(relation.name)\""
            }
        }
        return "\(access)static let memberNames: [String] = [\(names.joined(separator: ", "))]"
    }

    private var member: String {
        let cases = model.members.map { member in
            switch member {
            case .column(let column): "case \"\(column.name)\": return self.\(column.reference)"
            case .relation(let relation):
                "case \"\(relation.name)\": return try Self.\(relation.descriptor).loaded\(relation.readSuffix)(for: self)"
            }
        }
        return """
            \(access)func member(named name: String) throws -> any Sendable {
                switch name {
                \(cases.joined(separator: "\n    "))
                default: throw AshlarORM.ModelRow.unknownMember
                }
            }
            """
    }

    private var encode: String {
        let lines = model.members.map { member in
            switch member {
            case .column(let column): "try container.encode(self.\(column.reference), forKey: \"\(column.name)\")"
            case .relation(let relation): "try Self.\(relation.descriptor).encode(self, into: &container)"
            }
        }
        return """
            \(access)func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: AshlarORM.ModelCodingKey.self)
                \(lines.joined(separator: "\n    "))
            }
            """
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

extension RelationDeclaration {
    /// The end of the name of the function that reads it: a belongs-to may be absent or not.
    var readSuffix: String { kind == .belongsTo && isOptional ? "Optional" : "" }
}
