import AshlarConfig
import AshlarPostgres

extension Config {
    /// `database.*`; nil if there is no `database.url`. What is not set is the driver's own default.
    ///
    /// - Throws: ``ConfigError`` for a number that is none, or a choice that does not exist.
    var databaseConfiguration: Database.Configuration? {
        get throws {
            guard let url = string("database.url") else { return nil }
            var configuration = Database.Configuration(url: url)
            func set<Value>(
                _ key: String, atLeast least: Int = 1, _ path: WritableKeyPath<Database.Configuration, Value>,
                _ make: (Int) -> Value
            ) throws {
                guard let number = try value("database.\(key)", as: Int.self) else { return }
                guard number >= least else {
                    throw wrong(
                        "database.\(key)", "is \(number)", suggestion: "Write at least \(least).")
                }
                configuration[keyPath: path] = make(number)
            }
            try set("maximumConnections", \.maximumConnections) { $0 }
            try set("preparedStatements", atLeast: 0, \.preparedStatements) { $0 }
            try set("queueTimeout", \.queueTimeout) { .milliseconds($0) }
            try set("connectTimeout", \.connectTimeout) { .milliseconds($0) }
            try set("statementTimeout", \.statementTimeout) { .milliseconds($0) }
            try set("lockTimeout", \.lockTimeout) { .milliseconds($0) }
            try set("idleTransactionTimeout", \.idleTransactionTimeout) { .milliseconds($0) }
            configuration.pooling = try choice("database.pooling") ?? configuration.pooling
            let replicas = string("database.replicas")?.split(whereSeparator: \.isWhitespace) ?? []
            configuration.replicas = replicas.map(String.init)
            return configuration
        }
    }
}
