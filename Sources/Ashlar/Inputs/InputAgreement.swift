import AshlarORM
import AshlarPostgres
import AshlarRouting
import AshlarValidation

/// Compares what inputs let through with what the tables take that they are written to.
///
/// An input belongs to a model by its name, `PostInput` to `Post`, or because an action takes both; a field belongs to the
/// column of the property of its name.
struct InputAgreement {
    private let tables: [String: TableInfo]
    private let rules: CatalogueRules

    init(tables: [TableInfo], rules: CatalogueRules) {
        self.tables = Dictionary(tables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.rules = rules
    }

    /// Reads the catalogue.
    ///
    /// - Throws: ``PostgresError`` where it cannot be asked.
    init(_ database: Database) async throws {
        self.init(
            tables: try await DatabaseInspection(database).tables(), rules: try await CatalogueRules(database))
    }

    /// What a request could bring that the database refuses, a sentence each.
    func differences(of routes: RouteTable, models: [any Model.Type]) -> [InputDifference] {
        var seen: Set<ObjectIdentifier> = []
        var found: [InputDifference] = []
        for entry in routes.entries {
            for argument in entry.action.arguments {
                guard case .input(.body, let type) = argument.kind, seen.insert(ObjectIdentifier(type)).inserted,
                    let model = Self.model(of: type.inputDescription.name, entry.action, models)
                else { continue }
                found += differences(of: type.inputDescription, model)
            }
        }
        return found
    }

    private static func model(of input: String, _ action: Action, _ models: [any Model.Type]) -> (any Model.Type)? {
        func name<M: Model>(_ model: M.Type) -> String { M._description.name }
        if let named = models.first(where: { name($0) + "Input" == input }) { return named }
        return action.arguments.lazy.compactMap { $0.valueType as? any Model.Type }.first
    }

    /// The differences of one input and one model.
    func differences<M: Model>(of input: InputDescription, _ model: M.Type) -> [InputDifference] {
        let description = M._description
        guard let table = tables[description.table] else { return [] }
        return input.fields.flatMap { field -> [InputDifference] in
            guard let index = description.columnIndex(ofMember: field.name),
                let column = table.columns.first(where: { $0.name == description.columns[index].name })
            else { return [] }
            let place = "\(input.name).\(field.name)"
            return differences(field, column, of: table.name).map { InputDifference(field: place, reason: $0) }
        }
    }

    private func differences(_ field: FieldDescription, _ column: ColumnInfo, of table: String) -> [String] {
        let name = "\(table).\(column.name)"
        var found: [String] = []
        let isMissable = field.isOptional && !field.constraints.contains(.required)
        if isMissable, !column.isNullable, column.defaultValue == nil, column.generation == nil {
            found.append("may be missing, and \(name) must not be null")
        }
        let known = FieldBounds(field)
        if let room = CatalogueRules.length(of: column.type), known.longest.map({ $0 > room }) ?? known.isText {
            let length = known.longest.map { "may have \($0) characters" } ?? "may have any length"
            found.append("\(length), and \(name) takes \(room): .length(...\(room))")
        }
        if let values = rules.enums[column.type], known.isText {
            let others = (known.choices ?? []).filter { !values.contains($0) }
            if known.choices == nil {
                found.append("may be any text, and \(name) takes \(Self.listed(values))")
            } else if !others.isEmpty {
                found.append("may be \(Self.listed(others)), and \(name) takes \(Self.listed(values))")
            }
        }
        for check in rules.checks where check.table == table && check.column == column.name {
            if let difference = check.difference(to: known) { found.append("\(difference), and \(name) \(check.text)") }
        }
        return found
    }

    private static func listed(_ values: [String]) -> String {
        values.prefix(10).map { "\"\($0)\"" }.joined(separator: ", ")
    }
}

/// Something that an input lets through and the database refuses.
struct InputDifference: Error, CustomStringConvertible, Equatable {
    /// The input's field: `PostInput.title`.
    let field: String
    /// What it may be, and what the column takes.
    let reason: String

    var description: String { "\(field) \(reason)." }
}

/// All that inputs let through and the database refuses.
struct InputDifferences: Error, CustomStringConvertible {
    let all: [InputDifference]

    var description: String {
        (["Inputs let through what the database refuses:"] + all.map { "  \($0)" }).joined(separator: "\n")
    }
}

/// What a field's rules say of its values.
struct FieldBounds {
    let isText: Bool
    private(set) var longest: Int?
    private(set) var shortest: Int?
    private(set) var choices: [String]?
    private(set) var minimum: Double?
    private(set) var maximum: Double?
    private(set) var isAbove = false
    private(set) var isBelow = false

    init(_ field: FieldDescription) {
        switch field.shape {
        case .text: isText = true
        case .choices(let values, let isText):
            self.isText = isText
            choices = values
        default: isText = false
        }
        for constraint in field.constraints {
            switch constraint {
            case .maxLength(let count): longest = min(longest ?? count, count)
            case .minLength(let count): shortest = max(shortest ?? count, count)
            case .choices(let values): choices = values
            case .minimum(let bound): minimum = Double(bound)
            case .above(let bound): (minimum, isAbove) = (Double(bound), true)
            case .maximum(let bound): maximum = Double(bound)
            case .below(let bound): (maximum, isBelow) = (Double(bound), true)
            default: break
            }
        }
        if longest == nil, let choices { longest = choices.map(\.count).max() }
    }
}
