public import HTTPTypes

/// A type of an answer that says what clients get, without one being made.
///
/// ```swift
/// extension Feed: DescribedAnswer {
///     static var answer: AnswerDescription { AnswerDescription(bodies: [("application/atom+xml", nil)]) }
/// }
/// ```
public protocol DescribedAnswer {
    /// What clients get.
    static var answer: AnswerDescription { get }
}

/// What clients get of an action, as far as its type says it.
public struct AnswerDescription: Sendable {
    /// The status.
    public var status: Int
    /// The media types that it may have, each with the type that its JSON is made of; nil where it is no JSON.
    public var bodies: [(mediaType: String, type: Any.Type?)]
    /// Whether there may be nothing, which is 404.
    public var isOptional = false
    /// Whether it says where what was made is.
    public var hasLocation = false
    /// Whether it is a page for people, or leads to one.
    public var isPage = false
    /// Whether it is an error without a value of its own, told as all errors are.
    public var isError = false
    /// When it is given; nil for the words of HTTP.
    public var text: String?
    /// Those that may be given in its place.
    public var others: [AnswerDescription] = []

    /// Describes an answer.
    public init(status: Int = 200, bodies: [(mediaType: String, type: Any.Type?)]) {
        self.status = status
        self.bodies = bodies
    }

    /// Describes the answer that an action gives which returns a type; nil where the type says nothing, such as `Response`.
    ///
    /// - Parameter type: the type.
    package init?(returning type: Any.Type) {
        if type == Void.self {
            self.init(status: 204, bodies: [])
        } else if let described = type as? any DescribedAnswer.Type {
            self = described.answer
        } else if type is any Encodable.Type {
            self.init(bodies: [("application/json", type)])
        } else {
            return nil
        }
    }

    /// Describes an action that gives one of several answers.
    ///
    /// - Parameter answers: each that it may give; the first is the one that it mostly does.
    public init(oneOf answers: [AnswerDescription]) {
        let all = answers.flatMap(\.all)
        self = all.first ?? AnswerDescription(status: 204, bodies: [])
        others = Array(all.dropFirst())
        isOptional = answers.contains(where: \.isOptional)
        isPage = !all.isEmpty && all.allSatisfy(\.isPage)
    }

    /// Describes one case of an enum with `@Answers`, which has a value.
    ///
    /// - Parameters:
    ///   - type: the type of the value.
    ///   - status: its status; nil for that of the value.
    ///   - text: when it is given.
    public init(case type: Any.Type, status: HTTPResponse.Status? = nil, text: String? = nil) {
        self = AnswerDescription(returning: type) ?? AnswerDescription(bodies: [("*/*", nil)])
        if let status {
            // An error is told as all errors are, with its own status.
            if !isError { self.status = status.code }
            for index in others.indices where !others[index].isError { others[index].status = status.code }
        }
        self.text = text
    }

    /// Describes one case of an enum with `@Answers`, which has no value.
    ///
    /// - Parameters:
    ///   - status: its status.
    ///   - text: when it is given.
    public init(case status: HTTPResponse.Status, text: String? = nil) {
        self.init(status: status.code, bodies: [])
        isError = status.kind == .clientError || status.kind == .serverError
        self.text = text
    }

    /// It, and those that may be given in its place.
    package var all: [AnswerDescription] {
        var own = self
        own.others = []
        return [own] + others
    }
}

extension String: DescribedAnswer {
    /// Plain text.
    public static var answer: AnswerDescription { AnswerDescription(bodies: [("text/plain", nil)]) }
}

extension Created: DescribedAnswer {
    /// 201 with the value.
    public static var answer: AnswerDescription {
        var answer = AnswerDescription(status: 201, bodies: [("application/json", Value.self)])
        answer.hasLocation = true
        return answer
    }
}

extension NoContent: DescribedAnswer {
    /// 204.
    public static var answer: AnswerDescription { AnswerDescription(status: 204, bodies: []) }
}

extension Redirect: DescribedAnswer {
    /// A way to a page.
    public static var answer: AnswerDescription {
        var answer = AnswerDescription(status: 302, bodies: [])
        answer.isPage = true
        answer.hasLocation = true
        return answer
    }
}

extension Optional: DescribedAnswer {
    /// What there is, or 404.
    public static var answer: AnswerDescription {
        var answer =
            AnswerDescription(returning: Wrapped.self) ?? AnswerDescription(bodies: [("application/json", nil)])
        answer.isOptional = true
        return answer
    }
}
