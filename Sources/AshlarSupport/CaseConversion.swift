/// Conversion between the ways of writing a name: `PostComment`, `postComment`, `post_comment`, `post-comment`.
public enum CaseConversion {
    /// `post_comment`. Runs of capitals are one word: `authorID` is `author_id`, `HTMLPage` is `html_page`.
    public static func snake(_ name: String) -> String { words(name).joined(separator: "_") }

    /// `post-comment`.
    public static func kebab(_ name: String) -> String { words(name).joined(separator: "-") }

    /// `PostComment`.
    public static func pascal(_ name: String) -> String { words(name).map(capitalized).joined() }

    /// `postComment`.
    public static func camel(_ name: String) -> String {
        let words = words(name)
        return (words.first ?? "") + words.dropFirst().map(capitalized).joined()
    }

    /// The words of a name, in lower case.
    public static func words(_ name: String) -> [String] {
        var words: [String] = []
        var current = ""
        let characters = Array(name)
        for (index, character) in characters.enumerated() {
            guard character.isLetter || character.isNumber else {
                if !current.isEmpty { words.append(current) }
                current = ""
                continue
            }
            if character.isUppercase, let previous = characters[..<index].last {
                let next = characters.dropFirst(index + 1).first
                let startsWord =
                    previous.isLowercase || previous.isNumber || (previous.isUppercase && next?.isLowercase == true)
                if startsWord, !current.isEmpty {
                    words.append(current)
                    current = ""
                }
            }
            current += character.lowercased()
        }
        if !current.isEmpty { words.append(current) }
        return words
    }

    private static func capitalized(_ word: String) -> String {
        word.prefix(1).uppercased() + word.dropFirst()
    }
}
