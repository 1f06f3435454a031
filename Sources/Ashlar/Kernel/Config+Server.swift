import AshlarConfig
import AshlarServer

extension Config {
    /// The settings below `server` that are numbers, and what they set.
    private static let serverSettings: [(name: String, set: @Sendable (inout HTTPServer.Configuration, Int) -> Void)] =
        [
            ("backlog", { $0.backlog = $1 }), ("maximumConnections", { $0.maximumConnections = $1 }),
            ("maximumHeaderBytes", { $0.maximumHeaderBytes = $1 }),
            ("idleTimeout", { $0.timeouts.idle = .seconds($1) }), ("headTimeout", { $0.timeouts.head = .seconds($1) }),
            ("bodyTimeout", { $0.timeouts.body = .seconds($1) }), ("sendTimeout", { $0.timeouts.send = .seconds($1) }),
            ("grace", { $0.timeouts.grace = .seconds($1) }),
        ]

    /// As a time in seconds it is one that can be waited for.
    private static let mostOfServer = Int(Int32.max)

    /// `server.*`: what the server puts up with. What is not set is the server's own default.
    ///
    /// - Throws: ``ConfigError`` that names the setting.
    func serverConfiguration(addresses: [HTTPServer.Address]) throws -> HTTPServer.Configuration {
        var configuration = HTTPServer.Configuration(addresses: addresses)
        for (name, set) in Self.serverSettings {
            if let number = try positive("server.\(name)", atMost: Self.mostOfServer) { set(&configuration, number) }
        }
        return configuration
    }

    /// What is wrong with each of them.
    var serverProblems: [any Error] {
        Self.serverSettings.compactMap { name, _ in
            do {
                _ = try positive("server.\(name)", atMost: Self.mostOfServer)
                return nil
            } catch { return error }
        }
    }

    /// A setting that is a number from 1.
    func positive(_ key: String, atMost most: Int = .max) throws -> Int? {
        guard let number = try value(key, as: Int.self) else { return nil }
        guard number > 0 else { throw wrong(key, "is \(number)", suggestion: "Write at least 1.") }
        guard number <= most else { throw wrong(key, "is \(number)", suggestion: "Write at most \(most).") }
        return number
    }
}
