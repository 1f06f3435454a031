import Foundation

/// The formats of `date` and `strftime`: C's, with a `%` before each letter that stands for something.
enum DateFormatText {
    /// A format that says something of a date.
    ///
    /// - Throws: for what is no text, and for a text that would print itself, such as PHP's `Y-m-d`.
    static func checked(_ format: TemplateValue) throws -> String {
        if case .undefined(let undefined) = format { throw undefined.failure }
        guard let text = format.plainText else {
            throw Failure("the format must be a string, not \(format.typeName)", suggestion: strftime)
        }
        guard !text.isEmpty, !text.contains("%") else { return text }
        throw Failure(
            "the date format \"\(text)\" has no %, so it says nothing of the date",
            suggestion: translated(text).map { "Formats are those of strftime: \"\($0)\"." } ?? strftime)
    }

    /// What is wrong with a format that is written out; nil if nothing is.
    static func fault(in format: TemplateValue) -> Failure? {
        do {
            _ = try DateParts(.init(timeIntervalSince1970: 0)).formatted(try checked(format))
            return nil
        } catch {
            return error as? Failure
        }
    }

    private static let strftime = "Formats are those of strftime: \"%d.%m.%Y\", \"%H:%M\"."

    private static let ofPHP: [Character: String] = [
        "Y": "%Y", "y": "%y", "m": "%m", "n": "%-m", "d": "%d", "j": "%-d", "H": "%H", "G": "%-H", "h": "%I",
        "g": "%-I", "i": "%M", "s": "%S", "A": "%p", "a": "%p", "M": "%b", "F": "%B", "D": "%a", "l": "%A",
    ]

    /// A format of PHP's `date` as one of strftime's; nil where a letter means nothing there.
    private static func translated(_ format: String) -> String? {
        var result = ""
        for character in format {
            if let directive = ofPHP[character] {
                result += directive
            } else if character.isLetter {
                return nil
            } else {
                result.append(character)
            }
        }
        return result
    }
}
