import HTTPTypes

/// Why a request is not passed on to the app: what it is answered with before its connection is closed.
struct Refusal: Error, Equatable {
    let status: HTTPResponse.Status
    let message: String

    static func malformed(_ message: String) -> Refusal { Refusal(status: .badRequest, message: message) }
    static let targetTooLong = Refusal(status: .uriTooLong, message: "The request's target is too long.")
    static let headTooLarge = Refusal(
        status: .requestHeaderFieldsTooLarge, message: "The request's header fields are too large.")
    static let tooSlow = Refusal(status: .requestTimeout, message: "The request took too long to arrive.")
}
