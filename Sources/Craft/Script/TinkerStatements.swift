/// The statements of a line of the shell: several may stand in it, with semicolons between them.
enum TinkerStatements {
    /// What the text is in at a place.
    private enum Nesting: Equatable {
        case brackets
        /// A text, with so many quotes around it, and so many signs of a raw one.
        case text(quotes: Int, signs: Int)
    }

    /// Takes a line apart. Semicolons in brackets and in texts stay.
    static func split(_ line: String) -> [String] {
        let characters = Array(line)
        var statements = [""]
        var nesting: [Nesting] = []
        var index = 0
        func count(of character: Character, from start: Int) -> Int {
            characters[start...].prefix { $0 == character }.count
        }
        func take(_ count: Int) {
            statements[statements.count - 1] += String(characters[index..<min(index + count, characters.count)])
            index += count
        }
        while index < characters.count {
            let character = characters[index]
            if case .text(let quotes, let signs)? = nesting.last {
                let escape = 1 + signs
                if character == "\\", count(of: "#", from: index + 1) >= signs {
                    // What is put into a text is code again.
                    if characters.dropFirst(index + escape).first == "(" { nesting.append(.brackets) }
                    take(escape + 1)
                } else if character == "\"", count(of: "\"", from: index) >= quotes,
                    count(of: "#", from: index + quotes) >= signs
                {
                    nesting.removeLast()
                    take(quotes + signs)
                } else {
                    take(1)
                }
                continue
            }
            switch character {
            case "\"", "#":
                let signs = count(of: "#", from: index)
                let quotes = count(of: "\"", from: index + signs)
                if quotes == 2 || quotes == 0 {
                    // An empty text, or none: #selector.
                    take(signs + quotes + (quotes == 2 ? signs : 0))
                } else {
                    nesting.append(.text(quotes: quotes >= 3 ? 3 : 1, signs: signs))
                    take(signs + (quotes >= 3 ? 3 : 1))
                }
            case "(", "[", "{":
                nesting.append(.brackets)
                take(1)
            case ")", "]", "}":
                if !nesting.isEmpty { nesting.removeLast() }
                take(1)
            case "/" where count(of: "/", from: index) > 1:
                // The rest of the line is a comment.
                take(characters[index...].prefix { !$0.isNewline }.count)
            case ";" where nesting.isEmpty:
                statements.append("")
                index += 1
            default: take(1)
            }
        }
        return statements.map { $0.trimmed }.filter { !$0.isEmpty }
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
