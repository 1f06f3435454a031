import AshlarHTTP
import AshlarSupport
import HTTPTypes
import Testing

/// Errors with the fields that their status asks for.
@Suite struct HTTPErrorTests {
    @Test func `each status has the field that belongs to it (RFC 9110 section 15)`() {
        let errors: [(HTTPError, Int, HTTPField.Name, String?)] = [
            (
                .unauthorized(challenges: "Bearer", #"Basic realm="x""#), 401, .wwwAuthenticate,
                #"Bearer, Basic realm="x""#
            ),
            (.unauthorized(), 401, .wwwAuthenticate, "Bearer"),
            (HTTPError(.unauthorized), 401, .wwwAuthenticate, "Bearer"),
            (HTTPError(.unauthorized, headers: [.wwwAuthenticate: "Digest"]), 401, .wwwAuthenticate, "Digest"),
            (.methodNotAllowed(allowed: [.get, .head]), 405, .allow, "GET, HEAD"),
            (.contentTooLarge(), 413, .retryAfter, nil),
            (.contentTooLarge(retryAfter: .seconds(5)), 413, .retryAfter, "5"),
            (
                .unsupportedMediaType("No.", accepted: ["text/csv", "text/tab-separated-values"]), 415, .accept,
                "text/csv, text/tab-separated-values"
            ),
            (.rangeNotSatisfiable(length: 12), 416, .contentRange, "bytes */12"),
            (.rangeNotSatisfiable(length: -1), 416, .contentRange, "bytes */0"),
            (.upgradeRequired(to: "websocket", "h2c"), 426, .upgrade, "websocket, h2c"),
            (.tooManyRequests(retryAfter: .milliseconds(1200)), 429, .retryAfter, "2"),
            (.serviceUnavailable(retryAfter: .seconds(-3)), 503, .retryAfter, "0"),
            (.serviceUnavailable(retryAfter: .seconds(Int64.max)), 503, .retryAfter, "\(Int64.max)"),
        ]
        for (error, status, name, value) in errors {
            #expect(error.status.code == status)
            #expect(error.headers[name] == value)
            #expect(error.location?.file.hasSuffix("HTTPErrorTests.swift") == true)
        }
    }

    @Test func `it says what happened, in words of its own if it was given any`() {
        #expect(HTTPError.methodNotAllowed(allowed: [.get]).message == "This address answers GET.")
        #expect(HTTPError.tooManyRequests("Slower.").description == "429 Too Many Requests: Slower.")
        #expect(HTTPError.rangeNotSatisfiable(length: 1).message == HTTPResponse.Status.rangeNotSatisfiable.phrase)
    }
}
