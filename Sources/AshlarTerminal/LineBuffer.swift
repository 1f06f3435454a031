/// A line while it is typed: its text, where the cursor stands, and the lines before it.
struct LineBuffer {
    /// What a key means.
    enum Key: Equatable {
        case character(Character)
        case enter, backspace, delete, left, right, up, down, home, end, tab
        /// Deletes to the beginning, to the end, the word before the cursor.
        case clear, cut, word
        case interrupt, endOfInput
    }

    /// What becomes of the line.
    enum Outcome: Equatable {
        case going
        case done(String)
        /// The line is given up.
        case cancelled
        case ended
        /// Several words would fit.
        case choices([String])
    }

    private(set) var text: [Character] = []
    private(set) var cursor = 0
    private let history: [String]
    private var position: Int
    /// What was typed before the history was looked through.
    private var draft: [Character] = []
    private let complete: (String) -> [String]

    /// - Parameters:
    ///   - history: earlier lines, the oldest first.
    ///   - complete: the words that begin with what stands before the cursor.
    init(history: [String], complete: @escaping (String) -> [String]) {
        self.history = history
        self.complete = complete
        position = history.count
    }

    mutating func handle(_ key: Key) -> Outcome {
        switch key {
        case .character(let character):
            text.insert(character, at: cursor)
            cursor += 1
        case .enter: return .done(String(text))
        case .backspace: remove(from: cursor - 1, to: cursor)
        case .delete: remove(from: cursor, to: cursor + 1)
        case .left: cursor = max(0, cursor - 1)
        case .right: cursor = min(text.count, cursor + 1)
        case .home: cursor = 0
        case .end: cursor = text.count
        case .up: look(position - 1)
        case .down: look(position + 1)
        case .clear: remove(from: 0, to: cursor)
        case .cut: remove(from: cursor, to: text.count)
        case .word:
            var start = cursor
            while start > 0, !Self.isWord(text[start - 1]) { start -= 1 }
            while start > 0, Self.isWord(text[start - 1]) { start -= 1 }
            remove(from: start, to: cursor)
        case .tab: return completed()
        case .interrupt: return .cancelled
        case .endOfInput:
            if text.isEmpty { return .ended }
            remove(from: cursor, to: cursor + 1)
        }
        return .going
    }

    private mutating func remove(from start: Int, to end: Int) {
        guard start >= 0, end <= text.count, start < end else { return }
        text.removeSubrange(start..<end)
        cursor = start
    }

    private mutating func look(_ wanted: Int) {
        guard (0...history.count).contains(wanted), wanted != position else { return }
        if position == history.count { draft = text }
        position = wanted
        text = wanted == history.count ? draft : Array(history[wanted])
        cursor = text.count
    }

    private mutating func completed() -> Outcome {
        var start = cursor
        while start > 0, Self.isWord(text[start - 1]) { start -= 1 }
        let typed = String(text[start..<cursor])
        let words = typed.isEmpty ? [] : Set(complete(typed)).sorted()
        guard var common = words.first else { return .going }
        for word in words.dropFirst() { common = String(zip(common, word).prefix { $0 == $1 }.map(\.0)) }
        let more = common.dropFirst(typed.count)
        text.insert(contentsOf: more, at: cursor)
        cursor += more.count
        return words.count > 1 && more.isEmpty ? .choices(words) : .going
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}
