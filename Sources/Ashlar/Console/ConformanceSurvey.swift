import AshlarHTTP
import AshlarMiddleware
import HTTPTypes
import NIOCore

/// Asks routes and watches their answers.
struct ConformanceSurvey {
    /// What came of a request.
    struct Result {
        let request: String
        let status: String
        let violations: [String]
        /// Whether the answer went on when the patience ended.
        let isBrokenOff: Bool

        /// A line for the request, and one for each violation.
        var text: String {
            let word = violations.isEmpty ? (isBrokenOff ? "ok so far, and goes on" : "ok") : "breaks HTTP"
            return (["\(request)  \(status)  \(word)"] + violations.map { "  \($0)" }).joined(separator: "\n")
        }
    }

    private let kernel: Kernel
    private let patience: Duration

    init(_ kernel: Kernel, patience: Duration) {
        self.kernel = kernel
        self.patience = patience
    }

    /// The paths that can be asked as they are, in the order of declaration, each once.
    var targets: [String] {
        var seen: Set<String> = []
        return asking.compactMap(\.plainPath).filter { seen.insert($0).inserted }
    }

    /// How many routes cannot.
    var skipped: Int { asking.count { $0.plainPath == nil } }

    private var asking: [RouteTable.Entry] {
        kernel.routes.entries.filter { $0.methods.contains(.get) && !$0.isFallback && !$0.isMount }
    }

    /// What comes of GET and HEAD.
    func results(of target: String) async -> [Result] {
        var results: [Result] = []
        for method in [HTTPRequest.Method.get, .head] { results.append(await result(method, target)) }
        return results
    }

    private func result(_ method: HTTPRequest.Method, _ target: String) async -> Result {
        let name = "\(method.rawValue) \(target)"
        let check = ConformanceCheck()
        let request = Request(method: method, target: target, authority: "localhost", headers: [.accept: "*/*"])
        do {
            let response = try await [check].wrapping(kernel).respond(to: request)
            let status = String(response.status.code)
            var violations: [String] = []
            var isBrokenOff = false
            if method == .head {
                await response.body.discard()
            } else {
                do {
                    isBrokenOff = try await !drain(response.body)
                } catch let error as ConformanceViolations {
                    violations = error.violations
                } catch {
                    violations = ["The body broke off: \(error)"]
                }
            }
            if check.unclosedStreams > 0 { violations.append("The body was not closed.") }
            return Result(request: name, status: status, violations: violations, isBrokenOff: isBrokenOff)
        } catch let error as ConformanceViolations {
            return Result(request: name, status: "", violations: error.violations, isBrokenOff: false)
        } catch {
            return Result(request: name, status: "", violations: ["Nothing answered: \(error)"], isBrokenOff: false)
        }
    }

    /// Reads a body to its end.
    ///
    /// - Returns: false if it went on when the patience ended.
    private func drain(_ body: ResponseBody) async throws -> Bool {
        guard case .stream(let stream) = body else { return true }
        let patience = patience
        return try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await stream.send { _ in try Task.checkCancellation() }
                return true
            }
            group.addTask {
                try await Task.sleep(for: patience)
                return false
            }
            let isWhole = try await group.next() ?? true
            group.cancelAll()
            // A stream that is cancelled ends with the error of that.
            while !group.isEmpty { _ = try? await group.next() }
            return isWhole
        }
    }
}
