/// What each change of a table costs those who use it, and how it is done without.
enum Recipes {
    private static let outside = "in a migration of its own with `static let withinTransaction = false`"

    static func index(_ columns: [String], isConcurrent: Bool, on table: TableName) -> TableOperation {
        let list = columns.joined(separator: ", ")
        guard !isConcurrent else {
            return TableOperation(
                table: table, action: "builds an index over \(list) concurrently", lock: .shareUpdateExclusive,
                cost: .scan)
        }
        return TableOperation(
            table: table, action: "builds an index over \(list)", lock: .share, cost: .scan,
            recipe: "Build it while writing goes on, \(outside):\n"
                + alter(table, "$0.index(\(quoted(columns))).concurrently()"))
    }

    static func key(_ kind: String, _ columns: [String], named given: String? = nil, on table: TableName)
        -> TableOperation
    {
        let function = kind == "UNIQUE" ? "unique" : "primary"
        let name = (given ?? ([table.name] + columns + ["key"]).joined(separator: "_")).swiftLiteral
        return TableOperation(
            table: table, action: "builds the index of a \(kind.lowercased()) constraint", lock: .accessExclusive,
            cost: .scan,
            recipe: "Build the index first, \(outside):\n"
                + alter(table, "$0.index(\(quoted(columns))).unique().name(\(name)).concurrently()")
                + "\nthen take it over in another one:\n" + alter(table, "$0.\(function)([]).using(index: \(name))"))
    }

    /// - Parameter source: what the migration says of the reference behind `$0.foreign([...])`.
    static func foreignKey(
        _ columns: [String], to target: TableName, isValidated: Bool, on table: TableName, named given: String? = nil,
        source: String? = nil
    ) -> [TableOperation] {
        let action = "adds a foreign key from \(columns.joined(separator: ", ")) to \"\(target.text)\""
        guard isValidated else {
            return [
                TableOperation(
                    table: table, action: action + " without checking rows", lock: .shareRowExclusive, cost: .instant)
            ]
        }
        let name = (given ?? ([table.name] + columns + ["fkey"]).joined(separator: "_")).swiftLiteral
        let reference = source ?? ".references(\(target.name.swiftLiteral))"
        let recipe =
            "Add it without checking the rows that are there:\n"
            + alter(table, "$0.foreign(\(quoted(columns)))\(reference).name(\(name)).notValid()")
            + "\nthen check them in another migration, which keeps nobody out:\n"
            + alter(table, "$0.validate(\(name))")
        return [
            TableOperation(
                table: table, action: action + " and checks every row", lock: .shareRowExclusive, cost: .scan,
                recipe: recipe)
        ]
    }

    /// - Parameter replaces: whether the same change drops a constraint of that name.
    static func check(
        _ condition: String, named given: String?, isValidated: Bool, on table: TableName, replaces: Bool = false
    ) -> TableOperation {
        guard isValidated else {
            return TableOperation(
                table: table, action: "adds a check without checking rows", lock: .accessExclusive, cost: .instant)
        }
        let name = (given ?? CheckName.usual(for: condition, of: table)).swiftLiteral
        return TableOperation(
            table: table, action: "adds the check \(condition) and checks every row", lock: .accessExclusive,
            cost: .scan,
            recipe: "Add it without checking the rows that are there:\n"
                + alter(
                    table,
                    (replaces ? "$0.dropConstraint(\(name)); " : "")
                        + "$0.check(\(condition.swiftLiteral), name: \(name)).notValid()")
                + "\nthen check them in another migration, which keeps nobody out:\n"
                + alter(table, "$0.validate(\(name))"))
    }

    static func exclusion(on table: TableName) -> TableOperation {
        TableOperation(
            table: table, action: "builds the index of an exclusion constraint", lock: .accessExclusive, cost: .scan,
            recipe: "PostgreSQL has no way to do that while the table is in use: do it in a quiet hour, and say "
                + "schema.safely(because: \"...\").")
    }

    static func validate(_ name: String, on table: TableName) -> TableOperation {
        TableOperation(
            table: table, action: "checks the rows for \"\(name)\"", lock: .shareUpdateExclusive, cost: .scan)
    }

    static func addColumn(_ column: ColumnBuilder, to table: TableName) -> [TableOperation] {
        let action = "adds the column \"\(column.name)\""
        var operations: [TableOperation] = []
        func add(_ suffix: String, _ cost: TableOperation.Cost, _ recipe: String) {
            operations.append(
                TableOperation(
                    table: table, action: action + suffix, lock: .accessExclusive, cost: cost, recipe: recipe))
        }
        let inSteps =
            "Add it nullable and without that, fill it in batches from a command or a job, then set the default."
        if let value = column.defaultValue {
            add(
                " with the default \(value), which is another for every row", .rewriteIfVolatile(value),
                "Add it nullable and without a default, then in another migration:\n"
                    + alter(
                        table, "$0.change(\(column.name.swiftLiteral)).default(sql: \(value.swiftLiteral))")
                    + "\nNew rows have it from then on; fill the others in batches from a command or a job.")
        } else if let generation = column.generation {
            add(
                generation.sql.contains("IDENTITY") ? " and numbers every row" : " and computes it for every row",
                .rewrite, inSteps)
        } else if !column.isNullable {
            add(
                " as NOT NULL without a default, which fails where there are rows", .scan,
                "Give it a default, or add it nullable, fill it, and then:\n"
                    + alter(table, "$0.change(\(column.name.swiftLiteral)).notNull()"))
        }
        if column.isUnique || column.isPrimary {
            operations.append(key(column.isPrimary ? "PRIMARY KEY" : "UNIQUE", [column.name], on: table))
        }
        for (number, item) in column.checks.enumerated() {
            let usual = "\(table.name)_\(column.name)_check" + (number == 0 ? "" : "\(number)")
            operations.append(check(item.condition, named: item.name ?? usual, isValidated: true, on: table))
        }
        // PostgreSQL does not check a reference that is NULL everywhere.
        if let foreign = column.reference, column.defaultValue != nil, column.separateConstraint == nil {
            operations += foreign.operations(on: table)
        }
        if operations.isEmpty {
            operations.append(
                TableOperation(table: table, action: action, lock: .accessExclusive, cost: .instant))
        }
        return operations
    }

    static func dropColumn(_ column: String, of table: TableName) -> TableOperation {
        TableOperation(
            table: table, action: "drops the column \"\(column)\", which the running version of the app may read",
            lock: .accessExclusive, cost: .instant, breaksRunningApp: true,
            recipe: "Deploy a version whose models do not have it, and drop it with the next one:\n"
                + alter(
                    table, "$0.drop(\(column.swiftLiteral))", "safely(because: \"no version that runs reads it\")."))
    }

    static func renameColumn(_ column: String, to name: String, of table: TableName) -> TableOperation {
        TableOperation(
            table: table,
            action: "renames the column \"\(column)\" to \"\(name)\", which the running version of the app reads",
            lock: .accessExclusive, cost: .instant, breaksRunningApp: true,
            recipe: "Keep the name and let the model's property have the new one: "
                + "@Column(\(column.swiftLiteral)) var \(name). Or add \"\(name)\", write both, fill it in batches, read it, and drop "
                + "\"\(column)\" with a later version.")
    }

    static func renameTable(_ table: TableName, to name: String) -> TableOperation {
        TableOperation(
            table: table, action: "renames the table to \"\(name)\", which the running version of the app reads",
            lock: .accessExclusive, cost: .instant, breaksRunningApp: true,
            recipe:
                "Keep the name and let the model have the new one: @Model(table: \(table.name.swiftLiteral)). Or leave a view of the "
                + "old name behind in the same migration, and say schema.safely(because: \"...\").")
    }

    static func dropTable(_ table: TableName) -> TableOperation {
        TableOperation(
            table: table, action: "drops the table, which the running version of the app may read",
            lock: .accessExclusive, cost: .instant, breaksRunningApp: true,
            recipe: "Deploy a version without its model, and drop it with the next one:\n"
                + call(table, "safely(because: \"no version that runs reads it\").drop(\(table.name.swiftLiteral))"))
    }

    static func truncate(_ table: TableName) -> TableOperation {
        TableOperation(
            table: table, action: "deletes all rows", lock: .accessExclusive, cost: .instant, breaksRunningApp: true,
            recipe: "Say why that is right:\n"
                + call(table, "safely(because: \"its rows are made anew\").truncate(\(table.name.swiftLiteral))"))
    }

    static func changeType(_ column: String, to type: String, of table: TableName) -> TableOperation {
        TableOperation(
            table: table, action: "changes the type of \"\(column)\" to \(type)", lock: .accessExclusive,
            cost: .changeOfType(column: column, to: type),
            recipe:
                "Add a column of the new type, write both, fill it in batches, read it, and drop \"\(column)\" with a later "
                + "version.")
    }

    static func setNotNull(_ column: String, of table: TableName) -> TableOperation {
        let name = "\(table.name)_\(column)_not_null".swiftLiteral
        let condition = "\(SchemaText.quote(column)) IS NOT NULL".swiftLiteral
        return TableOperation(
            table: table, action: "sets \"\(column)\" NOT NULL and checks every row", lock: .accessExclusive,
            cost: .scanUnlessProven(column: column),
            recipe: "Add a check first, without checking the rows that are there:\n"
                + alter(table, "$0.check(\(condition), name: \(name)).notValid()")
                + "\nin another migration check them, which keeps nobody out, and set it:\n"
                + alter(table, "$0.validate(\(name))") + "\n"
                + alter(table, "$0.change(\(column.swiftLiteral)).notNull(); $0.dropConstraint(\(name))"))
    }

    static func dropIndex(_ name: String, isConcurrent: Bool, on table: TableName) -> TableOperation {
        TableOperation(
            table: table, action: "drops the index \"\(name)\"",
            lock: isConcurrent ? .shareUpdateExclusive : .accessExclusive, cost: .instant)
    }

    static func refresh(_ view: TableName, isConcurrent: Bool) -> TableOperation {
        TableOperation(
            table: view, action: "makes the view's rows anew", lock: isConcurrent ? .exclusive : .accessExclusive,
            cost: isConcurrent ? .instant : .scan,
            recipe: "Readers need not wait where the view has a unique index:\n"
                + call(view, "refreshMaterializedView(\(view.name.swiftLiteral), concurrently: true)"))
    }

    static func rewrite(_ table: TableName, _ action: String) -> TableOperation {
        TableOperation(
            table: table, action: action, lock: .accessExclusive, cost: .rewrite,
            recipe: "Do it in a quiet hour, and say schema.safely(because: \"...\").")
    }

    private static func quoted(_ columns: [String]) -> String { MigrationWriter.list(columns) }

    /// A line of a migration that changes a table.
    private static func alter(_ table: TableName, _ body: String, _ options: String = "") -> String {
        call(table, "\(options)alter(\(table.name.swiftLiteral)) { \(body) }")
    }

    /// A line of a migration.
    private static func call(_ table: TableName, _ call: String) -> String {
        "  try await schema.\(table.schema.map { "in(\($0.swiftLiteral))." } ?? "")\(call)"
    }
}
