/// The code of a file of Swift: comments and the texts of literals are blanks in it, so that each word is where it was. What is
/// interpolated into a text is code.
struct SwiftCode {
    /// The file in UTF-8, with the blanks.
    private(set) var bytes: [UInt8]
    private let source: [UInt8]
    private var index = 0

    /// Reads a file's text.
    init(_ text: String) {
        source = Array(text.utf8)
        bytes = source
        readCode(inParentheses: false)
    }

    /// The lines of the file.
    var lines: [String] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Reads until the end, or until the parenthesis that ends an interpolation.
    private mutating func readCode(inParentheses: Bool) {
        var depth = 0
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
                while let byte = peek(), byte != UInt8(ascii: "\n") { blank() }
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): readComment()
            case UInt8(ascii: "\""): readText(hashes: 0)
            case UInt8(ascii: "#"):
                var hashes = 0
                while peek() == UInt8(ascii: "#") {
                    hashes += 1
                    index += 1
                }
                if peek() == UInt8(ascii: "\"") { readText(hashes: hashes) }
            case UInt8(ascii: ")"):
                if inParentheses, depth == 0 { return }
                depth -= 1
                index += 1
            default:
                if byte == UInt8(ascii: "(") { depth += 1 }
                index += 1
            }
        }
    }

    /// Reads a comment that ends with its own mark, and those within it.
    private mutating func readComment() {
        var depth = 0
        while peek() != nil {
            if peek() == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
                depth += 1
                blank(2)
            } else if peek() == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
                depth -= 1
                blank(2)
                if depth == 0 { return }
            } else {
                blank()
            }
        }
    }

    /// Reads a text from its first quotation mark to behind its last.
    private mutating func readText(hashes: Int) {
        let quotes = peek(1) == UInt8(ascii: "\"") && peek(2) == UInt8(ascii: "\"") ? 3 : 1
        index += quotes
        while let byte = peek() {
            if byte == UInt8(ascii: "\\"), has(UInt8(ascii: "#"), hashes, from: 1) {
                blank(1 + hashes)
                guard peek() == UInt8(ascii: "(") else {
                    blank()
                    continue
                }
                index += 1
                readCode(inParentheses: true)
                index += 1
            } else if has(UInt8(ascii: "\""), quotes, from: 0), has(UInt8(ascii: "#"), hashes, from: quotes) {
                index += quotes + hashes
                return
            } else if quotes == 1, byte == UInt8(ascii: "\n") {
                return
            } else {
                blank()
            }
        }
    }

    private func peek(_ offset: Int = 0) -> UInt8? {
        source.indices.contains(index + offset) ? source[index + offset] : nil
    }

    private func has(_ wanted: UInt8, _ count: Int, from offset: Int) -> Bool {
        (0..<count).allSatisfy { peek(offset + $0) == wanted }
    }

    private mutating func blank(_ count: Int = 1) {
        for _ in 0..<count where source.indices.contains(index) {
            if source[index] != UInt8(ascii: "\n") { bytes[index] = UInt8(ascii: " ") }
            index += 1
        }
    }
}
