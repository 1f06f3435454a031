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
                + "  schema.alter(\"\(table.text)\") { $0.index([\(quoted(columns))]).concurrently() }")
    }

    static func key(_ kind: String, _ columns: [String], on table: TableName) -> TableOperation {
        let function = kind == "UNIQUE" ? "unique" : "primary"
        let name = ([table.name] + columns + ["key"]).joined(separator: "_")
        return TableOperation(
            table: table, action: "builds the index of a \(kind.lowercased()) constraint", lock: .accessExclusive,
            cost: .scan,
            recipe: "Build the index first, \(outside):\n"
                + "  schema.alter(\"\(table.text)\") { $0.index([\(quoted(columns))]).unique().name(\"\(name)\").concurrently() }\n"
                + "then take it over in another one:\n"
                + "  schema.alter(\"\(table.text)\") { $0.\(function)([]).using(index: \"\(name)\") }")
    }

    static func foreignKey(
        _ columns: [String], to target: TableName, isValidated: Bool, on table: TableName
    ) -> [TableOperation] {
        let action = "adds a foreign key from \(columns.joined(separator: ", ")) to \"\(target.text)\""
        guard isValidated else {
            return [
                TableOperation(
                    table: table, action: action + " without checking rows", lock: .shareRowExclusive, cost: .instant)
            ]
        }
        let name = ([table.name] + columns + ["fkey"]).joined(separator: "_")
        let recipe =
            "Add it without checking the rows that are there:\n"
            + "  schema.alter(\"\(table.text)\") { $0.foreign([\(quoted(columns))]).references(\"\(target.text)\").notValid() }\n"
            + "then check them in another migration, which keeps nobody out:\n"
            + "  schema.alter(\"\(table.text)\") { $0.validate(\"\(name)\") }"
        return [
            TableOperation(
                table: table, action: action + " and checks every row", lock: .shareRowExclusive, cost: .scan,
                recipe: recipe)
        ]
    }

    static func check(_ condition: String, isValidated: Bool, on table: TableName) -> TableOperation {
        guard isValidated else {
            return TableOperation(
                table: table, action: "adds a check without checking rows", lock: .accessExclusive, cost: .instant)
        }
        return TableOperation(
            table: table, action: "adds the check \(condition) and checks every row", lock: .accessExclusive,
            cost: .scan,
            recipe: "Add it without checking the rows that are there:\n"
                + "  schema.alter(\"\(table.text)\") { $0.check(\"\(condition)\").name(\"\(table.name)_check\").notValid() }\n"
                + "then check them in another migration, which keeps nobody out:\n"
                + "  schema.alter(\"\(table.text)\") { $0.validate(\"\(table.name)_check\") }")
    }

    static func exclusion(on table: TableName) -> TableOperation {
        TableOperation(
            table: table, action: "builds the index of an exclusion constraint", lock: .accessExclusive, cost: .scan,
            recipe: "PostgreSQL has no way to do that while the table is in use: do it in a quiet hour, and say "
                + "schema.safely(because: ...).")
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
                    + "  schema.alter(\"\(table.text)\") { $0.change(\"\(column.name)\").default(sql: ...) }\n"
                    + "New rows have it from then on; fill the others in batches from a command or a job.")
        } else if let generation = column.generation {
            add(
                generation.sql.contains("IDENTITY") ? " and numbers every row" : " and computes it for every row",
                .rewrite, inSteps)
        } else if !column.isNullable {
            add(
                " as NOT NULL without a default, which fails where there are rows", .scan,
                "Give it a default, or add it nullable, fill it, and then:\n"
                    + "  schema.alter(\"\(table.text)\") { $0.change(\"\(column.name)\").notNull() }")
        }
        if column.isUnique || column.isPrimary {
            operations.append(key(column.isPrimary ? "PRIMARY KEY" : "UNIQUE", [column.name], on: table))
        }
        if !column.checks.isEmpty { operations.append(check(column.name, isValidated: true, on: table)) }
        // PostgreSQL does not check a reference that is NULL everywhere.
        if column.isReference, column.defaultValue != nil, column.separateConstraint == nil {
            operations += foreignKey([column.name], to: table, isValidated: true, on: table)
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
                + "  schema.safely(because: \"no version that runs reads it\").alter(\"\(table.text)\") { $0.drop(\"\(column)\") }"
        )
    }

    static func renameColumn(_ column: String, to name: String, of table: TableName) -> TableOperation {
        TableOperation(
            table: table,
            action: "renames the column \"\(column)\" to \"\(name)\", which the running version of the app reads",
            lock: .accessExclusive, cost: .instant, breaksRunningApp: true,
            recipe: "Keep the name and let the model's property have the new one: "
                + "@Column(\"\(column)\") var \(name). Or add \"\(name)\", write both, fill it in batches, read it, and drop "
                + "\"\(column)\" with a later version.")
    }

    static func renameTable(_ table: TableName, to name: String) -> TableOperation {
        TableOperation(
            table: table, action: "renames the table to \"\(name)\", which the running version of the app reads",
            lock: .accessExclusive, cost: .instant, breaksRunningApp: true,
            recipe:
                "Keep the name and let the model have the new one: @Model(table: \"\(table.name)\"). Or leave a view of the "
                + "old name behind in the same migration, and say schema.safely(because: ...).")
    }

    static func dropTable(_ table: TableName) -> TableOperation {
        TableOperation(
            table: table, action: "drops the table, which the running version of the app may read",
            lock: .accessExclusive, cost: .instant, breaksRunningApp: true,
            recipe: "Deploy a version without its model, and drop it with the next one:\n"
                + "  schema.safely(because: \"no version that runs reads it\").drop(\"\(table.text)\")")
    }

    static func truncate(_ table: TableName) -> TableOperation {
        TableOperation(
            table: table, action: "deletes all rows", lock: .accessExclusive, cost: .instant, breaksRunningApp: true,
            recipe: "Say why that is right: schema.safely(because: ...).truncate(\"\(table.text)\")")
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
        let name = "\(table.name)_\(column)_not_null"
        return TableOperation(
            table: table, action: "sets \"\(column)\" NOT NULL and checks every row", lock: .accessExclusive,
            cost: .scanUnlessProven(column: column),
            recipe: "Add a check first, without checking the rows that are there:\n"
                + "  schema.alter(\"\(table.text)\") { $0.check(\"\(column) IS NOT NULL\").name(\"\(name)\").notValid() }\n"
                + "in another migration check them, which keeps nobody out, and set it:\n"
                + "  schema.alter(\"\(table.text)\") { $0.validate(\"\(name)\") }\n"
                + "  schema.alter(\"\(table.text)\") { $0.change(\"\(column)\").notNull(); $0.dropConstraint(\"\(name)\") }"
        )
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
                + "  schema.refreshMaterializedView(\"\(view.text)\", concurrently: true)")
    }

    static func rewrite(_ table: TableName, _ action: String) -> TableOperation {
        TableOperation(
            table: table, action: action, lock: .accessExclusive, cost: .rewrite,
            recipe: "Do it in a quiet hour, and say schema.safely(because: ...).")
    }

    private static func quoted(_ columns: [String]) -> String {
        columns.map { "\"\($0)\"" }.joined(separator: ", ")
    }
}
