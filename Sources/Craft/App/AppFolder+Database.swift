import Foundation

extension AppFolder {
    /// Whether the app may use a database. One that is no more than `App { ... }.run()` and speaks of no model, migration or
    /// database does not: craft makes no PostgreSQL for it.
    var usesDatabase: Bool {
        if Files.exists("\(root)/database") { return true }
        let sources = "\(root)/Sources/App"
        let names = FileManager.default.enumerator(atPath: sources)?.compactMap { $0 as? String } ?? []
        let texts = names.filter { $0.hasSuffix(".swift") }.compactMap { try? Files.text("\(sources)/\($0)") }
        let isSmall = texts.contains { $0.contains(/\bApp\s*(\([^\n]*\)\s*)?\{/) && $0.contains(/\}\s*\.run\(/) }
        return !isSmall || texts.contains { $0.contains(/@Model\b|\b[Mm]igration|\b[Dd]atabase/) }
    }
}
