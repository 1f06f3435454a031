import AshlarSupport

/// What counts as left blank, for every rule that asks: nothing, white space alone, a list without elements.
enum Blank {
    /// Whether a value that was read is blank; nil is.
    static func holds<Value>(_ value: Value?) -> Bool {
        switch value {
        case nil: true
        case let text as String: text.allSatisfy(\.isWhitespace)
        case let list as any Collection: list.isEmpty
        default: false
        }
    }

    /// Whether a value is blank as it was sent.
    static func holds(sent value: SentValue) -> Bool {
        switch value {
        case .null: true
        case .text(let text): holds(text)
        case .list(let list): holds(list)
        default: false
        }
    }
}
