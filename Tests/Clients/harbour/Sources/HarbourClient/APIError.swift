// Written by craft client generate: changes are lost when it is written anew.
// swift-format-ignore-file
import Foundation

/// An answer that is not what was asked for.
public struct APIError: Error, Sendable, CustomStringConvertible {
    /// The answer.
    public let response: APIResponse
    /// What it says went wrong, if it says so as problem details (RFC 9457) or as FastAPI does.
    public let problem: APIProblem?
    private let reason: String?

    /// Makes an error of an answer.
    ///
    /// - Parameters:
    ///   - response: the answer.
    ///   - reason: what is wrong with it, where it does not say so itself.
    public init(_ response: APIResponse, reason: String? = nil) {
        self.response = response
        self.reason = reason
        problem = try? JSONDecoder().decode(APIProblem.self, from: response.body)
    }

    /// 404 and so on; 0 where nothing was answered.
    public var status: Int { response.status }

    /// What is wrong with a value: the messages for `title`, `address.street` or `tags.0`.
    public func messages(for path: String) -> [String] {
        (problem?.errors ?? []).filter { $0.path.dropFirst().joined(separator: ".") == path }.map(\.message)
    }

    /// The status, and what was said.
    public var description: String {
        let said = reason ?? problem?.detail ?? problem?.title ?? String(response.text.prefix(200))
        let errors = (problem?.errors ?? []).map { "\n\($0.path.joined(separator: ".")): \($0.message)" }
        return "\(status): \(said)\(errors.joined())"
    }
}

/// Problem details (RFC 9457), with what is wrong with each value.
public struct APIProblem: Decodable, Hashable, Sendable {
    /// What is wrong with one value.
    public struct Item: Decodable, Hashable, Sendable {
        /// Where it is: `["body", "tags", "0"]`.
        public let path: [String]
        /// Which rule it breaks.
        public let rule: String
        /// What to tell people.
        public let message: String

        /// Reads it in either form.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: APIKey.self)
            let keys = try container.decodeIfPresent([APIValue].self, forKey: "location")
                ?? container.decodeIfPresent([APIValue].self, forKey: "loc") ?? []
            path = keys.map { $0.text ?? "" }
            rule = try container.decodeIfPresent(String.self, forKey: "rule")
                ?? container.decodeIfPresent(String.self, forKey: "type") ?? ""
            message = try container.decodeIfPresent(String.self, forKey: "message")
                ?? container.decodeIfPresent(String.self, forKey: "msg") ?? ""
        }
    }

    /// The kind of problem, as an address.
    public let type: String?
    /// The kind of problem, in words.
    public let title: String?
    /// What went wrong this time.
    public let detail: String?
    /// This occurrence, as an address.
    public let instance: String?
    /// What is wrong with values.
    public let errors: [Item]

    /// Reads it in either form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: APIKey.self)
        type = try container.decodeIfPresent(String.self, forKey: "type")
        title = try container.decodeIfPresent(String.self, forKey: "title")
        instance = try container.decodeIfPresent(String.self, forKey: "instance")
        detail = try? container.decodeIfPresent(String.self, forKey: "detail")
        let items = try container.decodeIfPresent([Item].self, forKey: "errors")
        errors = items ?? (try? container.decodeIfPresent([Item].self, forKey: "detail")) ?? []
    }
}
