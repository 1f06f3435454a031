import AshlarSupport
import CLibPQ

/// A checked connection string, as libpq takes it.
struct ConnectionParameters: Sendable, CustomStringConvertible, CustomReflectable {
    /// libpq's keywords and their values, the driver's own defaults included.
    let values: [(keyword: String, value: String)]
    /// The settings of a session.
    let sessionSetup: String

    init(_ configuration: Database.Configuration) throws(PostgresError) {
        try Self.checkLimits(configuration)
        var values = try Self.parse(configuration.url)
        func add(_ keyword: String, _ value: String) {
            if !values.contains(where: { $0.keyword == keyword }) { values.append((keyword, value)) }
        }
        values.removeAll { $0.keyword == "client_encoding" }
        add("client_encoding", "UTF8")
        add("application_name", configuration.applicationName)
        // Without these a host that vanished is noticed after hours (the system's defaults).
        add("keepalives_idle", "30")
        add("keepalives_interval", "10")
        add("keepalives_count", "3")
        add("tcp_user_timeout", "30000")
        self.values = values
        var setup = "SET TimeZone TO 'UTC'"
        let timeouts = [
            ("statement_timeout", configuration.statementTimeout), ("lock_timeout", configuration.lockTimeout),
            ("idle_in_transaction_session_timeout", configuration.idleTransactionTimeout),
        ]
        for case (let name, let timeout?) in timeouts {
            setup += "; SET \(name) TO \(max(1, timeout / .milliseconds(1)).rounded().whole)"
        }
        sessionSetup = setup
        greeting = configuration.pooling == .detected ? "SELECT pg_backend_pid(); " + setup : setup
    }

    /// What is sent on a new connection before anything else.
    let greeting: String

    /// Where it goes, without the password and other secrets.
    var description: String {
        let shown = ["host", "hostaddr", "port", "dbname", "user", "service", "sslmode"]
        let pairs = values.filter { shown.contains($0.keyword) }.map { "\($0.keyword)=\($0.value)" }
        return pairs.isEmpty ? "PostgreSQL at its default address" : pairs.joined(separator: " ")
    }

    /// Only the description, so that `dump` does not show the password either.
    var customMirror: Mirror { Mirror(self, children: ["target": description]) }

    /// The text with the password replaced, in case a message quotes it.
    func redacted(_ text: String) -> String {
        let secrets = values.filter { ["password", "sslpassword"].contains($0.keyword) && $0.value.utf8.count > 2 }
        return secrets.reduce(text) { $0.replacing($1.value, with: "***") }
    }

    private static func checkLimits(_ configuration: Database.Configuration) throws(PostgresError) {
        func fail(_ message: String) -> PostgresError { PostgresError(.configuration, message) }
        if configuration.maximumConnections < 1 {
            throw fail("maximumConnections is \(configuration.maximumConnections); it must be 1 or more")
        }
        if !(0...configuration.maximumConnections).contains(configuration.minimumConnections) {
            throw fail(
                "minimumConnections is \(configuration.minimumConnections); it must be between 0 and maximumConnections "
                    + "(\(configuration.maximumConnections))")
        }
        if configuration.pipelineDepth < 1 {
            throw fail("pipelineDepth is \(configuration.pipelineDepth); it must be 1 or more")
        }
        if configuration.preparedStatements < 0 {
            throw fail("preparedStatements is \(configuration.preparedStatements); it must be 0 or more")
        }
    }

    private static func parse(_ url: String) throws(PostgresError) -> [(keyword: String, value: String)] {
        guard !url.utf8.contains(0) else { throw malformed("it contains a NUL byte") }
        var message: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(url, &message) else {
            defer { PQfreemem(message) }
            throw malformed(reason(message.map { String(cString: $0) } ?? "out of memory"))
        }
        defer { PQconninfoFree(options) }
        var values: [(keyword: String, value: String)] = []
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { values.append((String(cString: keyword), String(cString: value))) }
            option += 1
        }
        return values
    }

    /// libpq's reason without what it quotes: that may be part of the password.
    private static func reason(_ message: String) -> String {
        let pieces = message.split(separator: "\"", omittingEmptySubsequences: false)
        guard pieces.count > 1 else { return message.trimmed }
        if message.contains("option") || message.contains("query parameter") {
            let keywords = [
                "host", "hostaddr", "port", "dbname", "user", "password", "sslmode", "connect_timeout", "options",
            ]
            let meant = Suggestion.sentence(for: String(pieces[1]), in: keywords)
            return "it has a parameter that libpq does not know.\(meant)"
        }
        return "libpq says: " + pieces.enumerated().map { $0 % 2 == 0 ? $1 : "…" }.joined().trimmed
    }

    private static func malformed(_ reason: String) -> PostgresError {
        PostgresError(
            .configuration, "The PostgreSQL connection string is malformed: \(reason)",
            suggestion:
                "Write it as postgres://user:password@host:5432/database, with special characters of the password "
                + "percent-encoded, or as postgres:///database?host=/run/postgresql for a Unix socket.")
    }
}

extension Double {
    fileprivate var whole: Int { Int(exactly: self) ?? Int(Int32.max) }
}

extension String {
    /// Without white space at its ends: libpq's messages end with a line break.
    var trimmed: String {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        while text.first?.isWhitespace == true { text.removeFirst() }
        return String(text)
    }
}
