import Foundation

/// A decimal number: it prints all its digits, and calculates with decimals and whole numbers as one.
final class DecimalObject: TemplateObject {
    let value: Decimal

    init(_ value: Decimal) { self.value = value }

    var number: Double { Double(value.description) ?? .nan }
    var text: String { value.description }
    var isTrue: Bool { !value.isZero }
    var typeName: String { "Decimal" }
    var rawValue: any Sendable { value }
}
