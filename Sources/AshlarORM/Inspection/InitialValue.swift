import AshlarSupport

/// Defaults of a database as initial values of properties.
struct InitialValue {
    let types: SwiftTypes

    /// ` = 3` for a column that is 3 unless something else is said; nothing where Swift cannot say the same.
    func text(for column: ColumnInfo, type: String) -> String {
        guard let expression = column.defaultValue, column.generation == nil else { return "" }
        return value(expression, column, type).map { " = " + $0 } ?? ""
    }

    private func value(_ expression: String, _ column: ColumnInfo, _ type: String) -> String? {
        if type == "Date", DefaultText.isNow(expression) { return "Date()" }
        if type == "UUID", DefaultText.isUUID(expression) { return "UUID()" }
        guard let constant = DefaultText.constant(expression) else { return nil }
        if let found = types.enumType(of: column) {
            return found.cases.first { $0.value == constant }.map { ".\($0.name)" }
        }
        switch type {
        case "Bool": return constant == "true" || constant == "false" ? constant : nil
        case "Int": return Int(constant).map { "\($0)" }
        case "Float", "Double": return Double(constant).flatMap { $0.isFinite ? "\($0)" : nil }
        // A literal with a fraction would go through a Double.
        case "Decimal": return Int(constant).map { "\($0)" } ?? fraction(constant)
        case "String", "DatabaseText": return constant.swiftLiteral
        default: return type.hasPrefix("[") && type != "[UInt8]" && constant == "{}" ? "[]" : nil
        }
    }

    /// `Decimal(499) / 100` for `4.99`.
    private func fraction(_ constant: String) -> String? {
        let parts = constant.split(separator: ".")
        guard parts.count == 2, constant.utf8.count < 18, let digits = Int(parts.joined()) else { return nil }
        return "Decimal(\(digits)) / 1\(String(repeating: "0", count: parts[1].count))"
    }
}
