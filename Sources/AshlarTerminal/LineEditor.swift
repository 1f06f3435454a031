import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads lines that can be edited, with those before them at the arrow keys; plain lines where nobody is at a terminal.
public struct LineEditor {
    private let terminal: Terminal
    /// Earlier lines, the oldest first.
    public private(set) var history: [String]

    /// Makes an editor.
    ///
    /// - Parameters:
    ///   - terminal: where it writes.
    ///   - history: earlier lines, the oldest first.
    public init(_ terminal: Terminal, history: [String] = []) {
        self.terminal = terminal
        self.history = history
    }

    /// Puts a line behind those before.
    public mutating func remember(_ line: String) {
        if !line.isEmpty, history.last != line { history.append(line) }
    }

    /// Reads a line.
    ///
    /// - Parameters:
    ///   - prompt: what stands before it.
    ///   - complete: the words that begin with what stands before the cursor, for the tabulator.
    /// - Returns: the line; an empty one if it was given up (Ctrl-C), nil at the end of the input.
    public func read(_ prompt: String, complete: @escaping (String) -> [String] = { _ in [] }) -> String? {
        var before = termios()
        guard terminal.canAsk, tcgetattr(STDIN_FILENO, &before) == 0 else { return terminal.line() }
        var raw = before
        raw.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG | IEXTEN)
        raw.c_iflag &= ~tcflag_t(IXON | ICRNL)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
        defer { tcsetattr(STDIN_FILENO, TCSADRAIN, &before) }
        var buffer = LineBuffer(history: history, complete: complete)
        draw(prompt, buffer)
        while let key = Self.key() {
            switch buffer.handle(key) {
            case .going: draw(prompt, buffer)
            case .done(let line):
                terminal.write("\n")
                return line
            case .cancelled:
                terminal.write("^C\n")
                return ""
            case .ended:
                terminal.write("\n")
                return nil
            case .choices(let words):
                terminal.write("\n\(words.joined(separator: "  "))\n")
                draw(prompt, buffer)
            }
        }
        return nil
    }

    private func draw(_ prompt: String, _ buffer: LineBuffer) {
        // A line that does not fit shows the part around the cursor.
        let room = max(10, terminal.width - prompt.count - 1)
        let start = max(0, buffer.cursor - room)
        let shown = String(buffer.text[start...].prefix(room))
        let column = prompt.count + buffer.cursor - start
        terminal.write(
            "\r\u{1B}[2K\(terminal.styled(prompt, .green))\(shown)\r\(column > 0 ? "\u{1B}[\(column)C" : "")")
    }

    private static func byte() -> UInt8? {
        var byte: UInt8 = 0
        while true {
            let count = Foundation.read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR { continue }
            return count == 1 ? byte : nil
        }
    }

    /// The next key that means something.
    private static func key() -> LineBuffer.Key? {
        while let byte = byte() {
            switch byte {
            case 1: return .home
            case 2: return .left
            case 3: return .interrupt
            case 4: return .endOfInput
            case 5: return .end
            case 6: return .right
            case 8, 127: return .backspace
            case 9: return .tab
            case 10, 13: return .enter
            case 11: return .cut
            case 14: return .down
            case 16: return .up
            case 21: return .clear
            case 23: return .word
            case 27: if let key = sequence() { return key }
            case 0..<32: continue
            default: if let character = character(byte) { return .character(character) }
            }
        }
        return nil
    }

    /// What comes behind an escape.
    private static func sequence() -> LineBuffer.Key? {
        guard let first = byte(), first == UInt8(ascii: "[") || first == UInt8(ascii: "O") else { return nil }
        var number = ""
        while let byte = byte() {
            switch byte {
            case UInt8(ascii: "A"): return .up
            case UInt8(ascii: "B"): return .down
            case UInt8(ascii: "C"): return .right
            case UInt8(ascii: "D"): return .left
            case UInt8(ascii: "H"): return .home
            case UInt8(ascii: "F"): return .end
            case UInt8(ascii: "~"):
                return ["1": .home, "3": .delete, "4": .end, "7": .home, "8": .end][number]
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ";"):
                number.append(Character(Unicode.Scalar(byte)))
            default: return nil
            }
        }
        return nil
    }

    /// A character whose UTF-8 begins with a byte.
    private static func character(_ first: UInt8) -> Character? {
        let more = first < 0xC0 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
        var bytes = [first]
        for _ in 0..<more {
            guard let byte = byte() else { return nil }
            bytes.append(byte)
        }
        return String(validating: bytes, as: UTF8.self)?.first
    }
}
