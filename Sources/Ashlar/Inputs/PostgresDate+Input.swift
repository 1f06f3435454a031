public import AshlarPostgres
public import AshlarSupport
public import AshlarValidation

extension PostgresDate: InputScalar {
    /// A day.
    public static var inputShape: InputShape { .day }

    /// A day: `2026-11-22`.
    public static func read(_ value: SentValue, _ reader: inout InputReader) -> PostgresDate? {
        guard let text = String.read(value, &reader) else { return nil }
        if let day = PostgresDate(text) { return day }
        reader.fail("type", "The {field} must be a day such as 2026-11-22.", ["type": "day"])
        return nil
    }
}
