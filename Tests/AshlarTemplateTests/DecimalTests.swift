import AshlarTemplate
import Foundation
import Testing

@Suite struct DecimalTests {
    private let values: [String: any Sendable] = [
        "a": Decimal(string: "0.1"), "b": Decimal(string: "0.2"), "c": Decimal(string: "19.99"),
        "long": Decimal(string: "12345678901234567890.123456789"), "low": Decimal(string: "-7.5"), "two": Decimal(2),
        "half": Decimal(string: "2.675"), "big": Decimal(string: "1234567.5"), "zero": Decimal(0),
    ]

    @Test(
        "decimals stay decimals with decimals and whole numbers",
        arguments: [
            ("a + b", "0.3"), ("c * 100", "1999"), ("[a, b]|sum", "0.3"), ("1 - a", "0.9"), ("c / 2", "9.995"),
            ("1 / two", "0.5"), ("a + b == 0.3", "True"), ("long|int", "12345678901234567890"),
            ("low|int", "-7"), ("long + 1", "12345678901234567891.123456789"),
            ("long - 12345678901234567890", "0.123456789"), ("-long", "-12345678901234567890.123456789"),
            ("low // 2", "-3"), ("low % 2", "-1.5"), ("7 // two", "3"), ("c % 1", "0.99"), ("a ** 2", "0.01"),
            ("two ** -1", "0.5"), ("low|abs", "7.5"), ("+a", "0.1"), ("half|round(2)", "2.68"), ("c|round", "20"),
            ("half|round(1, 'floor')", "2.6"), ("half|round(1, 'ceil')", "2.7"), ("low|round(0, 'floor')", "-8"),
            ("[c, a, 3]|sort|join(' ')", "0.1 3 19.99"), ("[c, a, 3]|max", "19.99"), ("[c, a, 3]|min", "0.1"),
            ("long < long + 1", "True"), ("two == 2", "True"), ("2 == two", "True"), ("{2: 'x'}[two]", "x"),
            ("two is even", "True"), ("two is divisibleby 2", "True"), ("[two, 2, 2.0]|unique|list|length", "1"),
            ("'{:,}'.format(big)", "1,234,567.5"), ("'{:.2f}'.format(half)", "2.68"),
            (
                "'{:,.2f}'.format(long)",
                "12,345,678,901,234,567,890.12"
            ), ("'%.1f'|format(low)", "-7.5"), ("'%.2f' % two", "2.00"),
            ("'{:>8}'.format(low)", "    -7.5"), ("'{:.0%}'.format(a)", "10%"), ("a|tojson", "0.1"),
            // Beside a float they are floats.
            ("a + 0.2", "0.30000000000000004"), ("a == 0.1", "True"), ("two > 1.5", "True"),
        ])
    func decimals(expression: String, text: String) throws {
        #expect(try renderPlain("{{ \(expression) }}", values) == text, "\(expression)")
    }

    @Test(
        "what no decimal holds is an error",
        arguments: [
            ("a / zero", "division by zero"), ("a % zero", "division by zero"),
            ("(long ** 20) ** 20", "the result is too large for a decimal"),
            ("long ** 5 // a", "the quotient has more digits than a decimal"),
        ])
    func errors(expression: String, message: String) throws {
        #expect(try failure("{{ \(expression) }}", values).message.contains(message))
    }
}
