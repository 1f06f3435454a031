import AshlarConfig
import AshlarPostgres

extension Config {
    /// What is wrong with the settings that the framework reads, whether or not this app has a use for all of them: `craft check`
    /// says what would only be found once the app is served.
    var problems: [any Error] {
        let readings: [(Config) throws -> Any?] = [
            { try $0.isDebug }, { try $0.answersErrorsWithJSON }, { try EditorLink($0) },
            { try $0.flag("app.debugBar") },
            { try AppLogger.make($0) }, { try $0.flag("log.requests") }, { try $0.jsonPolicy }, { try $0.errorShape },
            { try $0.databaseConfiguration }, { try $0.lazyLoadingChoice }, { try $0.inputLimits },
            { try $0.sessionSettings }, { try $0.sessionDriver }, { try $0.securityHeaders }, { try $0.passwordHasher },
            { try $0.apiRequestsPerMinute },
        ]
        var problems: [any Error] = []
        for read in readings {
            do { _ = try read(self) } catch { problems.append(error) }
        }
        return problems + serverProblems
    }

    /// `security.apiRequestsPerMinute`: what `.api` lets through of one client; 600 unless it is set.
    ///
    /// - Throws: ``ConfigError`` for a number that is none.
    var apiRequestsPerMinute: Int {
        get throws { try positive("security.apiRequestsPerMinute") ?? 600 }
    }

    /// `session.driver`: where sessions are kept.
    ///
    /// - Throws: ``ConfigError`` for a choice that does not exist.
    var sessionDriver: SessionDriverChoice {
        get throws { try choice("session.driver") ?? .cookie }
    }
}

/// The values of `session.driver`.
enum SessionDriverChoice: String, CaseIterable { case cookie, postgres, memory }
