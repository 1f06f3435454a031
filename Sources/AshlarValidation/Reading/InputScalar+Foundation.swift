public import AshlarSupport

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension Decimal: InputScalar {
    /// A number of any precision.
    public static var inputShape: InputShape { .decimal }

    /// A number, or a text that is one, of at most 38 digits: more would be lost.
    public static func read(_ value: SentValue, _ reader: inout InputReader) -> Decimal? {
        var text: String?
        if case .text(let sent) = value { text = NumberText.trimmed(sent) } else { text = NumberText.of(value, .json) }
        guard let text, NumberText.isNumber(text) else {
            reader.fail("type", "The {field} must be a decimal number.", ["type": "decimal"])
            return nil
        }
        let exponent = text.lowercased().split(separator: "e").dropFirst().first.flatMap { Int($0) } ?? 0
        let digits = text.utf8.prefix { $0 | 0x20 != UInt8(ascii: "e") }.count { (0x30...0x39).contains($0) }
        guard digits <= 38, (-60...60).contains(exponent),
            !(exponent == 0 && text.lowercased().contains("e") && !text.lowercased().hasSuffix("e0")),
            let number = Decimal(string: text), number.isFinite
        else {
            reader.fail("range", "The {field} has more digits than the {max} that are kept.", ["max": "38"])
            return nil
        }
        return number
    }
}

extension Date: InputScalar {
    /// A moment, or a day.
    public static var inputShape: InputShape { .date }

    /// ISO 8601: `2026-11-22`, `2026-11-22T10:15` as browsers send it, or with seconds and zone; UTC where no zone is named.
    public static func read(_ value: SentValue, _ reader: inout InputReader) -> Date? {
        guard let text = text(value), let date = ISODate.parse(NumberText.trimmed(text)) else {
            reader.fail("type", "The {field} must be a date such as 2026-11-22.", ["type": "date"])
            return nil
        }
        return date
    }
}

extension UUID: InputScalar {
    /// A UUID.
    public static var inputShape: InputShape { .uuid }

    /// A UUID in either case.
    public static func read(_ value: SentValue, _ reader: inout InputReader) -> UUID? {
        guard let text = text(value), let uuid = UUID(uuidString: NumberText.trimmed(text)) else {
            reader.fail("type", "The {field} must be a UUID.", ["type": "uuid"])
            return nil
        }
        return uuid
    }
}

extension URL: InputScalar {
    /// An address with its scheme.
    public static var inputShape: InputShape { .url }

    /// An address of `http` or `https` with a host.
    public static func read(_ value: SentValue, _ reader: inout InputReader) -> URL? {
        guard let text = text(value), TextFormat.isURL(NumberText.trimmed(text)),
            let url = URL(string: NumberText.trimmed(text))
        else {
            reader.fail("type", "The {field} must be an address such as https://example.com.", ["type": "url"])
            return nil
        }
        return url
    }
}
