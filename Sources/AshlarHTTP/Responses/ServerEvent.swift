import NIOCore

/// A server-sent event (HTML Standard, section 9.2).
///
/// ```swift
/// ServerEvent("42 %", event: "progress", id: "7")
/// ```
public struct ServerEvent: Sendable, Equatable {
    /// What is sent; each line becomes one of the event.
    public var data: String
    /// The kind that a script listens for; `message` where nil.
    public var event: String?
    /// What a browser that connects again says in `Last-Event-ID`.
    public var id: String?
    /// After which time a browser connects again.
    public var retry: Duration?

    /// Makes an event.
    public init(_ data: String, event: String? = nil, id: String? = nil, retry: Duration? = nil) {
        self.data = data
        self.event = event
        self.id = id
        self.retry = retry
    }

    /// The event's text. Line breaks and NULs in kind and id are left out: they would begin another field.
    var text: String {
        var text = ""
        if let id { text += "id: \(Self.line(id))\n" }
        if let event { text += "event: \(Self.line(event))\n" }
        if let retry {
            let (seconds, attoseconds) = retry.components
            text += "retry: \(max(0, seconds * 1000 + attoseconds / 1_000_000_000_000_000))\n"
        }
        var rest = data.unicodeScalars[...]
        repeat {
            let line = rest.prefix { $0 != "\r" && $0 != "\n" }
            text += "data: \(String(line))\n"
            rest = rest.dropFirst(line.count)
            if rest.first == "\r", rest.dropFirst().first == "\n" { rest = rest.dropFirst() }
            if rest.isEmpty { break }
            rest = rest.dropFirst()
        } while true
        return text + "\n"
    }

    private static func line(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\r" && $0 != "\n" && $0 != "\0" }))
    }
}
