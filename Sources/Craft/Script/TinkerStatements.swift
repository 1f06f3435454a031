import Foundation

/// The statements of a line of the shell: several may stand in it, with semicolons between them.
enum TinkerStatements {
    /// Takes a line apart. Semicolons in brackets, in texts and in comments stay.
    static func split(_ line: String) -> [String] {
        var ends: [Int] = []
        var depth = 0
        for (index, byte) in SwiftCode(line).bytes.enumerated() {
            if byte == UInt8(ascii: ";"), depth == 0 { ends.append(index) }
            depth = max(0, depth + nesting(byte))
        }
        let bytes = Array(line.utf8)
        return zip([0] + ends.map { $0 + 1 }, ends + [bytes.count]).map { start, end in
            String(decoding: bytes[start..<end], as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        }.filter { !$0.isEmpty }
    }

    /// Whether brackets are open: a line that is not whole.
    static func isOpen(_ line: String) -> Bool {
        SwiftCode(line).bytes.reduce(0) { $0 + nesting($1) } > 0
    }

    private static func nesting(_ byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): -1
        default: 0
        }
    }
}
