import HTTPTypes

extension HTTPResponse.Status {
    /// What stands beside the status in a status line, also where the status was made of its number alone. An error that the
    /// registry of RFC 9110 section 15 does not know is called by its class, which is what clients take it for; other statuses
    /// that it does not know are called nothing.
    package var phrase: String {
        if !reasonPhrase.isEmpty { return reasonPhrase }
        if let known = Self.phrases[code] { return known }
        switch kind {
        case .clientError: return "Client Error"
        case .serverError: return "Server Error"
        default: return ""
        }
    }

    private static let phrases: [Int: String] = {
        let known: [HTTPResponse.Status] = [
            .continue, .switchingProtocols, .earlyHints, .ok, .created, .accepted, .nonAuthoritativeInformation,
            .noContent, .resetContent, .partialContent, .multipleChoices, .movedPermanently, .found, .seeOther,
            .notModified, .temporaryRedirect, .permanentRedirect, .badRequest, .unauthorized, .forbidden, .notFound,
            .methodNotAllowed, .notAcceptable, .proxyAuthenticationRequired, .requestTimeout, .conflict, .gone,
            .lengthRequired, .preconditionFailed, .contentTooLarge, .uriTooLong, .unsupportedMediaType,
            .rangeNotSatisfiable, .expectationFailed, .misdirectedRequest, .unprocessableContent, .tooEarly,
            .upgradeRequired, .preconditionRequired, .tooManyRequests, .requestHeaderFieldsTooLarge,
            .unavailableForLegalReasons, .internalServerError, .notImplemented, .badGateway, .serviceUnavailable,
            .gatewayTimeout, .httpVersionNotSupported, .networkAuthenticationRequired,
            .init(code: 402, reasonPhrase: "Payment Required"), .init(code: 423, reasonPhrase: "Locked"),
            .init(code: 424, reasonPhrase: "Failed Dependency"), .init(code: 507, reasonPhrase: "Insufficient Storage"),
        ]
        return Dictionary(known.map { ($0.code, $0.reasonPhrase) }, uniquingKeysWith: { one, _ in one })
    }()
}
