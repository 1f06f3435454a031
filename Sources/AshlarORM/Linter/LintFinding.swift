public import AshlarSupport

/// A change of the schema that users of the app would notice.
public struct LintFinding: Sendable, Equatable, CustomStringConvertible {
    /// The table.
    public let table: String
    /// What the change does, as a verb phrase.
    public let action: String
    /// The lock that it takes.
    public let lock: TableLock
    /// Whether every row is written anew.
    public let rewritesTable: Bool
    /// How many rows the table has: exact up to 100,000, an estimate above.
    public let rows: Int
    let isSlow: Bool
    /// How to do it instead.
    public let recipe: String?
    /// The call in the migration.
    public let location: SourceLocation

    /// What is wrong, in a sentence.
    public var description: String {
        var text = "On \"\(table)\" (\(rows == 1 ? "1 row" : "\(rows) rows")) it \(action)"
        guard isSlow else { return text + "." }
        let work = rewritesTable ? "the whole table is written anew" : "every row is read"
        text += ": \(work), and meanwhile nobody can \(lock.blocksReading ? "read or write it" : "write to it")"
        return text + " (\(lock))."
    }
}

/// Changes that are refused because the app is in use.
public struct UnsafeMigration: DetailedError, Equatable {
    /// Each of them.
    public let findings: [LintFinding]

    /// What is wrong with each.
    public var description: String {
        "It is not safe while the app is in use. " + findings.map(\.description).joined(separator: " ")
    }

    /// How to do it instead; of several, each behind what it is about.
    public var suggestion: String? {
        let recipes = findings.compactMap { finding in
            finding.recipe.map { recipe in
                guard findings.count > 1 else { return recipe }
                return "Where it \(finding.action):\n  " + recipe.replacing("\n", with: "\n  ")
            }
        }
        return (recipes + ["Or say that it is all right here: schema.safely(because: \"...\") before the call."])
            .joined(separator: "\n")
    }

    /// The call in the migration.
    public var location: SourceLocation? { findings.first?.location }
}
