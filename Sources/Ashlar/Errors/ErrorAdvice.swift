import AshlarHTTP
import AshlarORM
import AshlarPostgres
import AshlarSupport
import AshlarTemplate
import HTTPTypes

/// What the framework knows about an error in an app, beyond what the error says itself.
enum ErrorAdvice {
    /// What to do next; nil where nothing better is known than what the message says.
    static func suggestion(for error: any Error) -> String? {
        if let error = error as? PostgresError {
            if error.sqlState == .undefinedTable { return "Has its migration run? ./craft migrate" }
            if error.sqlState == .undefinedColumn { return "Has its migration run? ./craft migrate status" }
            if error.isUnavailable {
                return error.suggestion
                    ?? "The app's own PostgreSQL starts with ./craft db start; another one is named by DATABASE_URL."
            }
        }
        if let error = error as? HTTPError, error.status == .contentTooLarge {
            return "What is read is set by input.* in config/input.yaml, or by .inputLimits around the route."
        }
        // Looked up by the framework, for a model in the path: there is no call that the author could change.
        if let error = error as? ModelNotFound, error.location?.isFrameworks == true { return nil }
        return (error as? any DetailedError)?.suggestion
    }

    /// The error in one line of a log.
    static func line(for error: any Error) -> String {
        let text = (error as? TemplateError).map(lines) ?? String(reflecting: error)
        return text.split(whereSeparator: \.isNewline)
            .map { $0.trimmingPrefix { $0 == " " } }
            .filter { !$0.isEmpty }
            .joined(separator: " | ")
    }

    /// A template's mistake with its line and the way to it; the lines around it are shown by the page.
    private static func lines(of error: TemplateError) -> String {
        let marked = error.excerpt?.lines.first(where: \.isMarked).map { "> " + $0.text.trimmingPrefix { $0 == " " } }
        return ([error.description] + (marked.map { [$0] } ?? []) + error.chain.map { "via \($0)" })
            .joined(separator: "\n")
    }
}

extension SourceLocation {
    /// Whether the place is in the framework, whose source explains nothing to an app's author.
    var isFrameworks: Bool { file.hasPrefix("Ashlar") || file.contains("/Sources/Ashlar") }
}
