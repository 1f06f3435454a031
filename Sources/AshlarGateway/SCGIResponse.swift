import AshlarHTTP
import HTTPTypes
import NIOCore

/// A response as a CGI program writes it (RFC 3875 section 6): `Status`, fields, an empty line, the body.
enum SCGIResponse {
    /// The head of a response.
    static func head(of response: Response, to method: HTTPRequest.Method) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeString("Status: \(response.status.code) \(response.status.phrase)\r\n")
        let hasBody = mayHaveContent(response.status)
        let length = hasBody ? response.body.length : nil
        for field in response.headers {
            switch field.name {
            // What belongs to the connection is the front server's to say (RFC 9110 section 7.6.1).
            case .connection, .transferEncoding, .upgrade: continue
            case .contentLength
            where length.map { $0 > 0 || method != .head } ?? false || response.status == .noContent:
                continue
            default: break
            }
            buffer.writeString(field.name.rawName)
            buffer.writeStaticString(": ")
            field.withUnsafeBytesOfValue { _ = buffer.writeBytes($0) }
            buffer.writeStaticString("\r\n")
        }
        if let length, length > 0 || method != .head || !response.headers.contains(.contentLength) {
            buffer.writeString("Content-Length: \(length)\r\n")
        }
        buffer.writeStaticString("\r\n")
        return buffer
    }

    /// RFC 9110 section 6.4.1: 1xx, 204 and 304 never have content.
    static func mayHaveContent(_ status: HTTPResponse.Status) -> Bool {
        status.code >= 200 && status.code != 204 && status.code != 304
    }

    /// The answer to an error that no layer of the app has answered: of one that does not say so the client learns nothing.
    static func uncaught(_ error: any Error) -> Response {
        guard let known = (error as? any HTTPErrorConvertible)?.httpError else {
            return Response(status: .internalServerError, text: "Internal Server Error\n")
        }
        var response = Response(status: known.status, text: known.message + "\n")
        for field in known.headers { response.headers.append(field) }
        return response
    }
}
