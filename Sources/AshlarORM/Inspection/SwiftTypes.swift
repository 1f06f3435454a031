import AshlarPostgres

/// Types of a database as types of Swift.
struct SwiftTypes {
    /// An enum of the database as an enum of Swift.
    struct EnumType {
        /// The name of the type in the database.
        let name: String
        /// The name of the type in Swift.
        let type: String
        /// The cases in order, each with the value that it stands for.
        let cases: [(name: String, value: String)]
    }

    /// What a domain stands for.
    struct Domain {
        /// The type below, as PostgreSQL writes it.
        let type: String
        /// `b` base, `e` enum, `d` domain, as ``ColumnInfo/kind``.
        let kind: String
        /// The name of the type below without modifiers.
        let typeName: String
    }

    /// The enums by their names in the database.
    let enums: [String: EnumType]
    /// The domains by their names as PostgreSQL writes them.
    let domains: [String: Domain]

    private static let names: [String: String] = [
        "boolean": "Bool", "smallint": "Int", "integer": "Int", "bigint": "Int", "real": "Float",
        "double precision": "Double", "numeric": "Decimal", "text": "String", "character varying": "String",
        "character": "String", "citext": "String", "name": "String", "xml": "String", "uuid": "UUID",
        "bytea": "[UInt8]", "timestamp with time zone": "Date", "timestamp without time zone": "Date",
        "date": "PostgresDate", "time without time zone": "PostgresTime", "inet": "PostgresInet",
        "cidr": "PostgresInet", "json": "DatabaseText", "jsonb": "DatabaseText",
    ]

    /// Types that have no array, or one that a model does not read.
    private static let single: Set<String> = ["DatabaseText", "[UInt8]"]

    /// The type of a property; nil where a model does not read such a column by itself.
    func type(of column: ColumnInfo) -> String? {
        let column = bare(column)
        if column.kind == "e" { return enums[column.typeName]?.type }
        // A domain below a domain that leads nowhere, a composite type, a range.
        guard column.kind == "b" else { return nil }
        let base = TypeFamily.base(column.type)
        if base.hasSuffix("[]") {
            return Self.names[String(base.dropLast(2))].flatMap { Self.single.contains($0) ? nil : "[\($0)]" }
        }
        return Self.names[base]
    }

    /// The enum that a column holds, if it does.
    func enumType(of column: ColumnInfo) -> EnumType? {
        let column = bare(column)
        return column.kind == "e" ? enums[column.typeName] : nil
    }

    /// The column with the type below its domain.
    private func bare(_ column: ColumnInfo) -> ColumnInfo {
        var column = column
        var steps = 0
        while column.kind == "d", let domain = domains[column.type], steps < 16 {
            column = column.retyped(domain.type, kind: domain.kind, typeName: domain.typeName)
            steps += 1
        }
        return column
    }
}

extension ColumnInfo {
    fileprivate func retyped(_ type: String, kind: String, typeName: String) -> ColumnInfo {
        ColumnInfo(
            name: name, type: type, isNullable: isNullable, defaultValue: defaultValue, generation: generation,
            comment: comment, kind: kind, typeName: typeName)
    }
}
