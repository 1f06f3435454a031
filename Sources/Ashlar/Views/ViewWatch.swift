import AshlarRouting
import AshlarSupport
import AshlarTemplate
import Synchronization

/// Looks after templates that change while an app is developed: at its next use a changed one gets the checks that all got
/// when the app booted.
final class ViewWatch: Sendable {
    /// What the checks have found.
    struct Outcome {
        let problems: [any Error]
        let findings: [any Error]
    }

    /// Templates with their versions; nil for one that does not exist.
    typealias Versions = [String: TemplateVersion?]

    private struct State {
        /// What the templates were when they were checked last.
        var versions: Versions
        /// What was wrong with them.
        var problems: [any Error]
        /// The findings of that time.
        var told: Set<String>
    }

    private let state: Mutex<State>

    /// - Parameters:
    ///   - booted: what the checks at boot have found.
    ///   - versions: all templates as they were then.
    init(booted: Outcome, versions: Versions) {
        state = Mutex(
            State(versions: versions, problems: booted.problems, told: Set(booted.findings.map { "\($0)" })))
    }

    /// Checks again if a template was changed.
    ///
    /// - Parameters:
    ///   - versions: the templates of a page, as they are now.
    ///   - all: all templates, as they are now.
    ///   - check: looks through all templates.
    /// - Returns: what is wrong with the page's templates, and findings that the checks before did not have.
    func outcome(of versions: Versions, all: () -> Versions, check: () -> Outcome) -> Outcome {
        state.withLock { state in
            var fresh: [any Error] = []
            if versions.contains(where: { state.versions[$0.key] != .some($0.value) }) {
                state.versions = all().merging(versions) { $1 }
                let found = check()
                state.problems = found.problems
                fresh = found.findings.filter { !state.told.contains("\($0)") }
                state.told = Set(found.findings.map { "\($0)" })
            }
            let own = state.problems.filter { problem in
                (problem as? TemplateError).map { versions.keys.contains($0.template) } ?? false
            }
            return Outcome(problems: own, findings: fresh)
        }
    }
}

/// Several mistakes in the templates of one page.
struct ViewMistakes: DetailedError {
    let all: [TemplateError]

    var description: String {
        "There are \(all.count) mistakes in the templates of this page:\n\n"
            + all.map { "  \($0)" }.joined(separator: "\n")
    }
    var suggestion: String? { all.first?.suggestion }
    var location: SourceLocation? { all.first?.location }
}

extension ViewRenderer {
    /// Watches the templates from now on: for the routes of an app that is developed.
    func watching(_ routes: RouteTable, problems: [any Error], findings: [any Error]) -> ViewRenderer {
        guard engine.loader.watchesChanges else { return self }
        var copy = self
        copy.watch = ViewWatch(
            booted: .init(problems: problems, findings: findings), versions: versions(of: allNames))
        copy.watchedRoutes = routes
        return copy
    }

    /// Checks a page's templates again if one of them, or one that they need, was changed.
    ///
    /// - Throws: what is wrong with them.
    func checkChanges(of name: String) throws {
        guard let watch, let routes = watchedRoutes else { return }
        let outcome = watch.outcome(of: versions(of: engine.templates(usedBy: Self.path(of: name)))) {
            versions(of: allNames)
        } check: {
            let problems = problems(for: routes)
            return ViewWatch.Outcome(problems: problems, findings: findings(beside: problems))
        }
        for finding in outcome.findings { logger?.warning("\(finding)") }
        let mistakes = outcome.problems.compactMap { $0 as? TemplateError }
        if mistakes.count > 1 { throw ViewMistakes(all: mistakes) }
        if let mistake = mistakes.first { throw mistake }
    }

    private var allNames: [String] { (try? engine.loader.names()) ?? [] }

    private func versions(of names: some Sequence<String>) -> ViewWatch.Versions {
        names.reduce(into: [:]) { $0[$1] = .some(engine.loader.version(of: $1)) }
    }
}
