package import HTTPTypes

/// Why a request is not passed on to the app: what it is answered with before its connection is closed.
package struct Refusal: Error, Equatable {
    package let status: HTTPResponse.Status
    package let message: String

    package init(status: HTTPResponse.Status, message: String) {
        self.status = status
        self.message = message
    }

    package static func malformed(_ message: String) -> Refusal { Refusal(status: .badRequest, message: message) }
    package static let targetTooLong = Refusal(status: .uriTooLong, message: "The request's target is too long.")
    package static let headTooLarge = Refusal(
        status: .requestHeaderFieldsTooLarge, message: "The request's header fields are too large.")
    package static let tooSlow = Refusal(status: .requestTimeout, message: "The request took too long to arrive.")
}
