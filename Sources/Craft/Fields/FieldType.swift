import AshlarSupport

/// A type that a field of a generator can have: a column of the schema builder, and a property of a model.
struct FieldType: Sendable, Equatable {
    /// What kind of input a form has for it.
    enum Control: Sendable {
        /// One line of text.
        case text
        /// Several lines of text.
        case area
        /// Ticked or not.
        case checkbox
        /// A whole number.
        case integer
        /// A number with a fraction.
        case number
        /// A day.
        case date
        /// A day and a time.
        case moment
        /// None: a form cannot send it.
        case none
    }

    /// Its name, which is that of the schema builder's method.
    let name: String
    /// Other words for it.
    let aliases: [String]
    /// The property's type.
    let swift: String
    /// The static member of `ColumnType`, for arrays of it; nil if there are none.
    let element: String?
    /// How many numbers it takes: a length, or the digits in all and behind the point.
    let arguments: Int
    let control: Control
    /// Swift of a value for tests.
    let sample: String
    /// The same as a form sends it.
    let typed: String

    init(
        _ name: String, _ aliases: [String] = [], _ swift: String, element: String? = nil, arguments: Int = 0,
        _ control: Control, sample: String, typed: String
    ) {
        self.name = name
        self.aliases = aliases
        self.swift = swift
        self.element = element
        self.arguments = arguments
        self.control = control
        self.sample = sample
        self.typed = typed
    }

    /// Every type but arrays and references, which are made of others.
    static let all: [FieldType] = [
        FieldType(
            "string", ["varchar"], "String", element: "text", arguments: 1, .text, sample: "",
            typed: ""),
        FieldType("text", "String", element: "text", .area, sample: "", typed: ""),
        FieldType("bool", ["boolean"], "Bool", element: "boolean", .checkbox, sample: "true", typed: "1"),
        FieldType(
            "smallInteger", ["smallint", "int2"], "Int16", element: "smallInteger", .integer, sample: "7", typed: "7"),
        FieldType(
            "integer", ["int", "int4"], "Int", element: "integer", .integer, sample: "7", typed: "7"),
        FieldType(
            "bigInteger", ["bigint", "int8", "long"], "Int", element: "bigInteger", .integer, sample: "7", typed: "7"),
        FieldType(
            "float", ["real"], "Float", element: "float", .number, sample: "1.5", typed: "1.5"),
        FieldType("double", "Double", element: "double", .number, sample: "1.5", typed: "1.5"),
        FieldType(
            "decimal", ["numeric", "money"], "Decimal", element: "decimal(12, 2)", arguments: 2, .number,
            sample: "Decimal(7)", typed: "7"),
        FieldType(
            "uuid", "UUID", element: "uuid", .text,
            sample: "UUID(uuid: (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16))",
            typed: "01020304-0506-0708-090A-0B0C0D0E0F10"),
        FieldType(
            "date", ["day"], "PostgresDate", element: "date", .date, sample: "#require(PostgresDate(\"2026-11-22\"))",
            typed: "2026-11-22"),
        FieldType(
            "timestamp", ["datetime", "timestamptz"], "Date", element: "timestamp", .moment,
            sample: "Date(timeIntervalSince1970: 1_795_350_600)", typed: "2026-11-22T12:30"),
        FieldType(
            "binary", ["bytea", "blob", "data"], "Data", element: "binary", .none, sample: "Data([1, 2])",
            typed: ""),
        FieldType(
            "json", "JSONB<[String: String]>", .none, sample: "JSONB([\"a\": \"b\"])", typed: ""),
        FieldType(
            "jsonb", "JSONB<[String: String]>", .none, sample: "JSONB([\"a\": \"b\"])", typed: ""),
    ]

    private init(
        _ name: String, _ swift: String, element: String? = nil, _ control: Control, sample: String,
        typed: String
    ) {
        self.init(name, [], swift, element: element, control, sample: sample, typed: typed)
    }

    /// The words that a field's type can be, in the order in which they are shown.
    static let names = all.map(\.name) + ["references"]

    /// The type of a name, in any spelling: `small_integer` is `smallInteger`.
    static func named(_ name: String) -> FieldType? {
        let wanted = bare(name)
        return all.first { ([$0.name] + $0.aliases).contains { bare($0) == wanted } }
    }

    /// Whether a word says that a field refers to another model.
    static func isReference(_ name: String) -> Bool {
        ["references", "reference", "belongsto", "foreign"].contains(bare(name))
    }

    private static func bare(_ name: String) -> String { name.lowercased().filter { $0 != "_" && $0 != "-" } }
}
