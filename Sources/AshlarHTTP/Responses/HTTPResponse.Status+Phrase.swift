import HTTPTypes

extension HTTPResponse.Status {
    /// What stands beside the status in a status line, also where the status was made of its number alone: empty only where
    /// neither it nor the registry of RFC 9110 section 15 knows one.
    package var phrase: String { reasonPhrase.isEmpty ? Self.phrases[code] ?? "" : reasonPhrase }

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
