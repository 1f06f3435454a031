/// What the model tells the framework about itself.
extension ModelExpansion {
    var relationDescriptors: [String] {
        relations.enumerated().map { index, relation in
            let name = "\"\(relation.name)\""
            if relation.kind == .morphTo {
                return """
                    \(access)static let \(relation.descriptor) = AshlarORM.MorphToRelation<\(model.name), \(relation.related)>(\
                    \(name), \(index), type: "\(relation.typeProperty)", key: "\(relation.foreignKeyProperty)")
                    """
            }
            let call = relation.call
            let arguments = ([name, "\(index)"] + call.arguments).joined(separator: ", ")
            return """
                \(access)static let \(relation.descriptor) = AshlarORM.Relation<\(model.name), \(relation.related)>\
                .\(call.function)(\(arguments))
                """
        }
    }

    var description: String {
        let columnList = columns.map { column in
            var arguments = ["\"\(column.name)\""]
            if let name = column.column { arguments.append("column: \(name)") }
            arguments += ["(\(column.storedType)).self", "\\\(model.name).\(column.reference)"]
            if column.role != .plain { arguments.append("role: .\(column.role.rawValue)") }
            if let type = column.columnType { arguments.append("declared: \(type)") }
            if let index = column.index { arguments.append("index: \(index)") }
            if column.hasConstantValue, let value = column.initialValue {
                arguments.append("initial: (\(value)) as \(column.type)")
            }
            if column.isSealed, let cast = column.cast { arguments.append("comparing: { \(cast).comparison($0) }") }
            return "AshlarORM.ModelColumn(\(arguments.joined(separator: ", "))) { \(column.storedValue) }"
        }
        let keys = model.keys.compactMap { key in columns.firstIndex { $0.name == key.name } }
        let schema = model.schema.map { ", schema: \($0)" } ?? ""
        let morphName = model.morphName.map { ", morphName: \($0)" } ?? ""
        return """
            \(access)static let _description = AshlarORM.ModelDescription<\(model.name)>(
                name: "\(model.name)", table: \(model.table ?? "nil")\(schema)\(morphName), \
            keys: [\(keys.map(String.init).joined(separator: ", "))],
                columns: [
                    \(columnList.joined(separator: ",\n        "))
                ],
                relations: [\(relations.map(\.descriptor).joined(separator: ", "))]\(keyMaking)
            )
            """
    }

    var fields: String {
        let keys = model.keys.map(\.name)
        let list = columns.enumerated().map { index, column in
            let type = column.isOptional && !keys.contains(column.name) ? "OptionalField" : "Field"
            return "\(access)var \(column.reference): AshlarORM.\(type)<\(column.fieldType)> { "
                + "_source.field(\(model.name)._description.columns[\(index)]) }"
        }
        let ways = relations.filter { $0.kind != .morphTo }.map { relation in
            let descriptor = "\(model.name).\(relation.descriptor)"
            return relation.kind.isMany
                ? "\(access)var \(relation.reference): AshlarORM.RelatedRows<\(relation.related)> { "
                    + "AshlarORM.RelatedRows(_source, \(descriptor)) }"
                : "\(access)var \(relation.reference): \(relation.related).Fields { "
                    + "\(relation.related).Fields(_source: _source.joined(by: \(descriptor))) }"
        }
        return """
            \(access)struct Fields: AshlarORM.ModelFields {
                \(access)let _source: AshlarORM.FieldSource
                \(access)init(_source: AshlarORM.FieldSource) { self._source = _source }
                \((list + ways).joined(separator: "\n    "))
            }
            """
    }

    var paths: String {
        let list = relations.map {
            "\(access)var \($0.reference): \($0.related).Relations { "
                + "\($0.related).Relations(_path: _path.appending(\(model.name).\($0.descriptor))) }"
        }
        return """
            \(access)struct Relations: AshlarORM.RelatedModels {
                \(access)typealias _Model = \(model.name)
                \(access)let _path: AshlarORM.RelationPath
                \(access)init(_path: AshlarORM.RelationPath) { self._path = _path }
                \(list.joined(separator: "\n    "))
            }
            """
    }
}

extension ColumnDeclaration {
    /// The value as it is stored, of the model `$0`.
    fileprivate var storedValue: String {
        guard let cast else { return "$0.\(reference)" }
        return isOptional ? "$0.\(reference).map { \(cast)($0) }" : "\(cast)($0.\(reference))"
    }
}

extension RelationDeclaration {
    /// The function that describes the relation, and its arguments behind name and index.
    fileprivate var call: (function: String, arguments: [String]) {
        switch kind {
        case .belongsTo:
            let keys = self.arguments["foreignKeys"] ?? "[\"\(foreignKeyProperty)\"]"
            return ("belongsTo", ["foreignKeys: \(keys)"] + labelled("ownerKey", "touches") + substitute)
        case .hasOne, .hasMany:
            let keys = self.arguments["foreignKey"].map { "[\($0)]" } ?? self.arguments["foreignKeys"]
            return ("has", (keys.map { ["foreignKeys: \($0)"] } ?? []) + labelled("localKey") + pick + substitute)
        case .belongsToMany:
            return ("many", labelled("table", "pivot", "foreignKey", "relatedKey"))
        case .morphToMany:
            return ("many", labelled("table", "foreignKey", "relatedKey") + first("morph"))
        case .morphedByMany:
            return ("many", labelled("table", "foreignKey", "relatedKey") + first("morphed"))
        case .hasOneThrough, .hasManyThrough:
            return ("through", (self.arguments[""].map { [$0] } ?? []) + labelled("firstKey", "secondKey"))
        case .morphOne, .morphMany:
            return ("morph", labelled("name") + pick + substitute)
        case .morphTo:
            return ("", [])
        }
    }

    private func labelled(_ labels: String...) -> [String] {
        labels.compactMap { label in arguments[label].map { "\(label): \($0)" } }
    }

    private func first(_ label: String) -> [String] { arguments[""].map { ["\(label): \($0)"] } ?? [] }

    private var pick: [String] { first("pick") }

    private var substitute: [String] { arguments["default"].map { ["default: { \($0) }"] } ?? [] }
}
