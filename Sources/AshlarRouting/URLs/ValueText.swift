import AshlarSupport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A value as it is written into an address.
enum ValueText {
    /// The text; nil for a value that has none: nil itself, the empty text, or a model without key.
    ///
    /// - Parameters:
    ///   - value: text, a number, a raw value, a date (its day in UTC), a model.
    ///   - column: the column that stands for a model; its key if nil.
    static func of(_ value: Any, column: String? = nil) throws -> String? {
        let text: String? =
            switch value {
            case let text as String: text
            case let readable as any MemberReadable: try member(column, of: readable)
            case let date as Date: CalendarDay(date).text
            case let raw as any RawRepresentable: try of(raw.rawValue)
            case let optional as any OptionalValue: try optional.wrappedValue.flatMap { try of($0, column: column) }
            case let convertible as any CustomStringConvertible: convertible.description
            default: nil
            }
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The name of a column is that of a member in snake case.
    private static func member(_ column: String?, of readable: any MemberReadable) throws -> String? {
        let names = type(of: readable).memberNames
        let name = column.map { column in names.first { $0 == column || CaseConversion.snake($0) == column } ?? column }
        return try of(try readable.member(named: name ?? "id"))
    }
}
