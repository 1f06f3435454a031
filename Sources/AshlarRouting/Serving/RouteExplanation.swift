public import AshlarHTTP
import HTTPTypes

/// Which routes were considered for a request, and why each did or did not answer.
///
/// ```swift
/// print(router.explain(Request(method: .post, target: "/posts/7")))
/// // POST /posts/7: 405 Method Not Allowed
/// //   GET /posts/{post}: answers GET, not POST
/// ```
public struct RouteExplanation: Sendable, CustomStringConvertible {
    /// A route that came into question.
    public struct Candidate: Sendable {
        /// The route.
        public let route: RouteTable.Entry
        /// Why it did not answer; nil for the one that did.
        public let reason: String?
    }

    /// Method and target of the request.
    public let request: String
    /// What came of it: the action's name, or the status.
    public let outcome: String
    /// The route that answers, first, then those that almost would.
    public let candidates: [Candidate]

    /// All of it, a line for each route.
    public var description: String {
        let lines = candidates.map { candidate in
            "  \(candidate.route.summary)"
                + (candidate.route.predicates.isEmpty
                    ? "" : " [\(candidate.route.predicates.joined(separator: " & "))]")
                + ": "
                + (candidate.reason
                    ?? "\(candidate.route.action.name) at \(candidate.route.location)")
        }
        return (["\(request): \(outcome)"] + lines).joined(separator: "\n")
    }
}

extension RouteTable {
    /// Says which routes were considered for a request, and why each did or did not answer. It looks at all routes: it is
    /// for people, not for serving.
    public func explain(_ request: Request) -> RouteExplanation {
        var chosen: CompiledRoute?
        let outcome: String
        switch index.match(request) {
        case .found(let route, _):
            chosen = route
            outcome = route.action.name
        case .slash: outcome = "308 Permanent Redirect to the address without the slash at its end"
        case .missingSlash: outcome = "308 Permanent Redirect to the address with a slash at its end"
        case .otherMethods: outcome = request.method == .options ? "204 No Content" : "405 Method Not Allowed"
        case .mismatch: outcome = "404 Not Found: no predicates were met"
        case .none: outcome = "404 Not Found"
        case .malformed: outcome = "400 Bad Request: the path cannot be decoded"
        }
        var candidates = chosen.map { [RouteExplanation.Candidate(route: Entry($0), reason: nil)] } ?? []
        for route in routes where route !== chosen {
            guard let reason = RouteReason(route, request).text else { continue }
            candidates.append(
                RouteExplanation.Candidate(route: Entry(route), reason: reason))
        }
        return RouteExplanation(
            request: "\(request.method.rawValue) \(request.target)", outcome: outcome, candidates: candidates)
    }
}
