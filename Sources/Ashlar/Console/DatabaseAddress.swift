/// What `DATABASE_URL` says of the way to PostgreSQL, written as an address or as `name=value`.
struct DatabaseAddress: Equatable {
    /// The host; empty for a Unix socket.
    let host: String
    /// `sslmode`, if it is said.
    let sslMode: String?

    init(_ url: String) {
        sslMode = url.firstMatch(of: /(?:[?&\s]|^)sslmode=([a-z-]+)/).map { String($0.1) }
        let parameter = url.firstMatch(of: /(?:[?&\s]|^)host=([^&\s]+)/).map { String($0.1) }
        let authority = url.firstMatch(of: /^[a-z]+:\/\/(?:[^@\/]*@)?(\[[^\]]*\]|[^:\/?,]*)/).map { String($0.1) }
        host = parameter ?? authority ?? ""
    }

    /// Whether nothing between the app and the database could listen.
    var isLocal: Bool {
        host.isEmpty || host.hasPrefix("/") || host.lowercased().hasPrefix("%2f")
            || ["localhost", "127.0.0.1", "[::1]", "::1"].contains(host)
    }
}
