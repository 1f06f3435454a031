/// Who asks for the events of ``LiveReload``.
struct LiveReloadRequest {
    /// The page's origin, as the browser says.
    let origin: String?
    private let host: Substring?

    /// Reads the head of a request of HTTP/1.1.
    init(_ head: String) {
        var fields: [String: Substring] = [:]
        for line in head.split(whereSeparator: \.isNewline).dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[line[..<colon].lowercased()] = line[line.index(after: colon)...].drop { $0 == " " }
        }
        origin = fields["origin"].map(String.init)
        host = fields["host"]
    }

    /// Whether the page is one of the app's: of the same host as was asked here, and of the app's port. Other sites that are open
    /// in the browser have no business with an app's source.
    func isFrom(port: UInt16) -> Bool {
        guard let origin, let host, let colon = host.lastIndex(of: ":") else { return false }
        return ["http", "https"].contains { scheme in
            origin == "\(scheme)://\(host[..<colon]):\(port)" || port == 80 && origin == "\(scheme)://\(host[..<colon])"
        }
    }
}
