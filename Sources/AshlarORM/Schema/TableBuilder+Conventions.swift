import AshlarPostgres
import AshlarSupport

/// Columns that many tables have, and words of other frameworks.
extension TableBuilder {
    /// `created_at` and `updated_at`, which a model with `createdAt: Date?` and `updatedAt: Date?` fills by itself, and other
    /// programs may leave out.
    public func timestamps() {
        timestamp("created_at").default(.now)
        timestamp("updated_at").default(.now)
    }

    /// `deleted_at`, nullable and with an index: when the row was put away.
    @discardableResult
    public func softDeletes(_ name: String = "deleted_at") -> ColumnBuilder { timestamp(name).nullable().index() }

    /// `remember_token`: what keeps a user logged in.
    @discardableResult
    public func rememberToken() -> ColumnBuilder { string("remember_token", 100).nullable() }

    /// A point in time; the same as ``timestamp(_:)``.
    @discardableResult
    public func dateTime(_ name: String) -> ColumnBuilder { timestamp(name) }

    /// A year, as a small number.
    @discardableResult
    public func year(_ name: String) -> ColumnBuilder { smallInteger(name) }

    /// A whole number from -32,768 to 32,767: PostgreSQL has no smaller one.
    @discardableResult
    public func tinyInteger(_ name: String) -> ColumnBuilder { smallInteger(name) }

    /// A ULID: 26 characters that sort by the time of their making.
    @discardableResult
    public func ulid(_ name: String) -> ColumnBuilder { char(name, 26) }

    /// A number that the database gives, as the primary key: `bigint`.
    @discardableResult
    public func increments(_ name: String = "id") -> ColumnBuilder { id(name: name) }

    /// One of a few texts. PostgreSQL refuses others by a check that can be changed in a moment; a type of its own is
    /// ``enumeration(_:_:)``.
    ///
    /// ```swift
    /// $0.enum("status", ["draft", "published"]).default("draft")
    /// ```
    @discardableResult
    public func `enum`(_ name: String, _ values: [String]) -> ColumnBuilder {
        if values.isEmpty { refuse("the column \"\(name)\" may have no value at all", "Name the values.") }
        let list = values.map { SQLLiteral.text($0) }.joined(separator: ", ")
        return column(name, .text).check(SQL(unsafe: "\(SchemaText.quote(name)) IN (\(list))"))
    }

    /// A value of an enum type that ``Schema/createEnum(_:_:file:line:)`` made.
    @discardableResult
    public func enumeration(_ name: String, _ type: String) -> ColumnBuilder { column(name, .named(type)) }

    /// A row of any of several models: `taggable_type` and `taggable_id`, with an index over both.
    ///
    /// - Parameters:
    ///   - name: what both columns begin with.
    ///   - key: the type of the models' keys.
    ///   - isNullable: whether there may be no such row.
    public func morphs(_ name: String, key: ColumnType = .bigInteger, isNullable: Bool = false) {
        let kind = column("\(name)_type", .text)
        let id = column("\(name)_id", key)
        if isNullable {
            kind.nullable()
            id.nullable()
        }
        index(["\(name)_type", "\(name)_id"])
    }

    /// The same as ``morphs(_:key:isNullable:)``, where there may be no such row.
    public func nullableMorphs(_ name: String, key: ColumnType = .bigInteger) {
        morphs(name, key: key, isNullable: true)
    }

    /// The same as ``morphs(_:key:isNullable:)`` for models whose keys are UUIDs.
    public func uuidMorphs(_ name: String) { morphs(name, key: .uuid) }

    /// The key of a row of a model, with a foreign key and an index: `user_id` for `User`.
    ///
    /// ```swift
    /// $0.references(User.self).onDelete(.cascade)
    /// ```
    ///
    /// - Parameters:
    ///   - model: the other model.
    ///   - name: the column; by default the model's name and `_id`.
    @discardableResult
    public func references<M: Model>(_ model: M.Type, as name: String? = nil) -> ReferenceBuilder {
        let shape = ModelShape(model)
        let type = shape.keys.first?.columnType ?? .bigInteger
        return references(
            shape.table, as: name ?? CaseConversion.snake(shape.name) + "_id", type: type,
            column: shape.keys.first?.name ?? "id")
    }
}
