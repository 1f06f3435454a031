import CLibPQ

/// What somebody said by `NOTIFY`.
public struct PostgresNotification: Sendable, Hashable {
    /// The channel.
    public let channel: String
    /// The text; empty where there was none.
    public let payload: String
    /// The process of the server that said it.
    public let processID: Int

    init(_ notification: PGnotify) {
        channel = notification.relname.map { String(cString: $0) } ?? ""
        payload = notification.extra.map { String(cString: $0) } ?? ""
        processID = Int(notification.be_pid)
    }
}

/// What those who listen get.
public enum PostgresListenerEvent: Sendable, Hashable {
    /// From now on notifications come. `mayHaveMissedSome` is true when the connection was lost in between, or when more came
    /// than the loop could take: look now at what the notifications would have told.
    case listening(mayHaveMissedSome: Bool)
    /// Somebody notified.
    case notification(PostgresNotification)
}
