/// What templates, JSON and code read of a model beside its columns.
extension ModelExpansion {
    var memberNames: String {
        let names = model.members.map { member in
            switch member {
            case .column(let column): "\"\(column.name)\""
            case .relation(let relation): "\"\(relation.name)\""
            }
        }
        let appended = model.appended.map { "\"\($0)\"" }
        return "\(access)static let memberNames: [String] = [\((names + appended).joined(separator: ", "))]"
    }

    var member: String {
        let cases = model.members.flatMap { member -> [String] in
            switch member {
            case .column(let column): return ["case \"\(column.name)\": return self.\(column.reference)"]
            case .relation(let relation):
                let read = "case \"\(relation.name)\": return \(reading(relation))"
                guard hasCount(relation) else { return [read] }
                return [
                    read,
                    "case \"\(relation.name)Count\": return try Self.\(relation.descriptor).loadedCount(for: self)",
                ]
            }
        }
        let appended = model.appended.map { "case \"\($0)\": return self.`\($0)`" }
        return """
            \(access)func member(named name: String) throws -> any Sendable {
                switch name {
                \((cases + appended).joined(separator: "\n    "))
                default: throw AshlarORM.ModelRow.unknownMember
                }
            }
            """
    }

    /// The same by the places of ``memberNames``.
    var memberAtPlace: String {
        let reads = model.members.map { member in
            switch member {
            case .column(let column): "self.\(column.reference)"
            case .relation(let relation): reading(relation)
            }
        }
        let appended = model.appended.map { "self.`\($0)`" }
        let cases = (reads + appended).enumerated().map { "case \($0.offset): return \($0.element)" }
        return """
            \(access)func member(at place: Int) throws -> any Sendable {
                switch place {
                \(cases.joined(separator: "\n    "))
                default: throw AshlarORM.ModelRow.unknownMember
                }
            }
            """
    }

    private func reading(_ relation: RelationDeclaration) -> String {
        "try Self.\(relation.descriptor).loaded\(relation.readSuffix)(for: self)"
    }

    var encode: String {
        let lines = model.members.compactMap { member -> String? in
            switch member {
            case .column(let column):
                column.isHidden
                    ? nil : "try container.encode(self.\(column.reference), forKey: \"\(column.name)\")"
            case .relation(let relation):
                relation.isHidden
                    ? nil
                    : "try Self.\(relation.descriptor).encode\(relation.kind.isMany ? "Many" : "One")(self, into: &container)"
            }
        }
        let appended = model.appended.map { "try container.encode(self.`\($0)`, forKey: \"\($0)\")" }
        let all = lines + appended
        return """
            \(access)func encode(to encoder: any Encoder) throws {
                \(all.isEmpty ? "_ = encoder.container(keyedBy: AshlarORM.ModelCodingKey.self)"
                    : "var container = encoder.container(keyedBy: AshlarORM.ModelCodingKey.self)")
                \(all.joined(separator: "\n    "))
            }
            """
    }

    /// `$comments`: what can be done with a relation beside reading it.
    var handles: [String] {
        relations.map { relation in
            let types = "<\(model.name), \(relation.related)>"
            let value = "(self, Self.\(relation.descriptor))"
            switch relation.kind {
            case .belongsTo: return settable(relation, "AshlarORM.ParentHandle\(types)", value)
            case .morphTo: return settable(relation, "AshlarORM.MorphParentHandle\(types)", value)
            case .hasOne, .hasMany, .morphOne, .morphMany:
                return "\(access)var $\(relation.name): AshlarORM.ChildrenHandle\(types) { .init\(value) }"
            case .hasOneThrough, .hasManyThrough:
                return "\(access)var $\(relation.name): AshlarORM.ReadHandle\(types) { .init\(value) }"
            case .belongsToMany, .morphToMany, .morphedByMany:
                let argument = relation.arguments["pivot"] ?? "AshlarORM.PlainPivot.self"
                let pivot = argument.hasSuffix(".self") ? String(argument.dropLast(5)) : argument
                return """
                    \(access)var $\(relation.name): AshlarORM.AttachedHandle<\(model.name), \(relation.related), \(pivot)> {
                        .init(self, Self.\(relation.descriptor), pivot: \(pivot).self)
                    }
                    """
            }
        }
    }

    private func settable(_ relation: RelationDeclaration, _ type: String, _ value: String) -> String {
        """
        \(access)var $\(relation.name): \(type) {
            get { .init\(value) }
            set { self = newValue.owner }
        }
        """
    }

    /// `commentsCount`, unless the struct has a property of that name.
    var counts: [String] {
        relations.filter(hasCount).map { relation in
            """
            \(access)var \(relation.name)Count: Int {
                get async throws { try await Self.\(relation.descriptor).readCount(for: self, file: #fileID, line: #line) }
            }
            """
        }
    }

    private func hasCount(_ relation: RelationDeclaration) -> Bool {
        let taken = model.propertyNames.union(columns.map(\.name)).union(relations.map(\.name))
        return relation.kind.isMany && !taken.contains(relation.name + "Count")
    }
}
