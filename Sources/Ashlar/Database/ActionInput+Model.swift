import AshlarHTTP
public import AshlarORM
import AshlarPostgres
public import AshlarRouting
import AshlarSupport

extension ActionInput {
    /// A model of the path: by its key, `/posts/{post}` for a parameter `post: Post`; by a column, `/posts/{post.slug}`; and
    /// among those of the model before it where the route is `scoped()`. 404 if there is no such row.
    public static func of<M: Model>(_ type: M.Type, _ name: String) -> Argument<M> {
        let descriptor = ArgumentDescriptor(name, type, kind: .bound) { BoundModel<M>.problem(of: $0) }
        return Argument(descriptor) { context, source in
            guard let text = try context.text(name, from: source) else { throw HTTPError(.notFound) }
            guard let binding = context.binding(source), binding.column != nil || binding.parent != nil else {
                return try await M.find(keyText: text)
            }
            return try await BoundModel<M>.find(text, by: binding, in: context)
        }
    }
}

/// Finds a model of the path by a column, or among those of another model.
private enum BoundModel<M: Model> {
    /// What is wrong with a way to find it, as a sentence; nil if nothing is.
    static func problem(of binding: PathBinding) -> String? {
        let name = M._description.name
        if let column = binding.column, self.column(column) == nil {
            let known = M._description.columns.map(\.name)
            return "\(name) has no column \"\(column)\"." + Suggestion.sentence(for: column, in: known)
        }
        guard let parent = binding.parent else { return nil }
        guard let model = parent.type as? any Model.Type else { return "\(parent.type) is no model." }
        let keys = foreignKeys(to: model)
        if keys.count == 1 { return nil }
        let count = keys.isEmpty ? "does not belong" : "belongs in \(keys.count) ways"
        return "the route is scoped, but \(name) \(count) to \(parent.type)."
    }

    static func find(_ text: String, by binding: PathBinding, in context: ActionContext) async throws -> M {
        let missing = ModelNotFound(model: M._description.name, key: binding.column == nil ? text : nil)
        let column = binding.column.flatMap(self.column) ?? M._description.key
        guard var condition = condition(column, text) else { throw missing }
        if let parent = binding.parent {
            guard let model = parent.type as? any Model.Type, let foreignKey = foreignKeys(to: model).first,
                let index = M._description.columnIndex(ofMember: foreignKey)
            else { throw missing }
            let value = try context.text("", from: .path(parent.parameter)) ?? ""
            let own = SQL.identifier(M._description.columns[index].name)
            guard let keys = BoundParent(model, column: parent.column).keys(value) else { throw missing }
            condition = condition + " AND \(SQL.identifier(M._description.table)).\(own) IN (" + keys + ")"
        }
        guard let found = try await M.query().where(condition).first() else { throw missing }
        return found
    }

    /// A column by its name or that of its property.
    private static func column(_ name: String) -> ModelColumn<M>? {
        let index = M._description.columnIndex(named: name) ?? M._description.columnIndex(ofMember: name)
        return index.map { M._description.columns[$0] }
    }

    private static func foreignKeys(to model: any Model.Type) -> [String] {
        M._description.relations.compactMap { $0.foreignKeyMember(pointingTo: model) }
            .filter { M._description.columnIndex(ofMember: $0) != nil }
    }

    /// Nil for a text that no row can have there.
    static func condition(_ column: ModelColumn<M>, _ text: String) -> SQL? {
        let own = SQL.identifier(M._description.table) + "." + SQL.identifier(column.name)
        if column.name == M._description.key.name {
            guard let key = M.Key(keyText: text) else { return nil }
            return own + " = \(key)"
        }
        guard !text.utf8.contains(0) else { return nil }
        return column.type == .text || column.type == .varchar ? own + " = \(text)" : own + "::text = \(text)"
    }
}

/// The model before another one in the path.
private struct BoundParent {
    /// The keys of the rows that a text of the path stands for, as a query.
    let keys: (String) -> SQL?

    init(_ model: any Model.Type, column: String?) {
        keys = Self.keys(of: model, column: column)
    }

    private static func keys<P: Model>(of model: P.Type, column: String?) -> (String) -> SQL? {
        { text in
            let description = P._description
            let index = column.flatMap { description.columnIndex(named: $0) ?? description.columnIndex(ofMember: $0) }
            let found = index.map { description.columns[$0] } ?? description.key
            guard let condition = BoundModel<P>.condition(found, text) else { return nil }
            return "SELECT " + SQL.identifier(description.key.name) + " FROM " + SQL.identifier(description.table)
                + " WHERE " + condition
        }
    }
}
