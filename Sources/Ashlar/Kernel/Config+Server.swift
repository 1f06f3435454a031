import AshlarConfig
import AshlarServer

extension Config {
    /// `server.*`: what the server puts up with. What is not set is the server's own default.
    ///
    /// - Throws: ``ConfigError`` that names the setting.
    func serverConfiguration(addresses: [HTTPServer.Address]) throws -> HTTPServer.Configuration {
        var configuration = HTTPServer.Configuration(addresses: addresses)
        func set<Root>(_ key: String, _ path: WritableKeyPath<HTTPServer.Configuration, Root>, _ make: (Int) -> Root)
            throws
        {
            guard let number = try value("server.\(key)", as: Int.self) else { return }
            guard number > 0 else {
                throw ConfigError(
                    message: "The setting server.\(key) is \(number).", suggestion: "Write at least 1.")
            }
            configuration[keyPath: path] = make(number)
        }
        try set("backlog", \.backlog) { $0 }
        try set("maximumConnections", \.maximumConnections) { $0 }
        try set("maximumHeaderBytes", \.maximumHeaderBytes) { $0 }
        try set("idleTimeout", \.timeouts.idle) { .seconds($0) }
        try set("headTimeout", \.timeouts.head) { .seconds($0) }
        try set("bodyTimeout", \.timeouts.body) { .seconds($0) }
        try set("sendTimeout", \.timeouts.send) { .seconds($0) }
        try set("grace", \.timeouts.grace) { .seconds($0) }
        return configuration
    }
}
