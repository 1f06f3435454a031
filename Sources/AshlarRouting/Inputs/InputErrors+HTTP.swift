public import AshlarHTTP
public import AshlarValidation
import HTTPTypes
import NIOCore

extension InputErrors: HTTPErrorConvertible {
    /// 422, with all messages.
    public var httpError: HTTPError {
        HTTPError(.unprocessableContent, all.map(\.message).joined(separator: " "))
    }

    /// The answer for programs, in which each error has its location, rule, message and value.
    ///
    /// - Parameters:
    ///   - shape: how it is laid out.
    ///   - coder: writes the JSON.
    public func response(as shape: InputErrorShape = .problem, using coder: some JSONCoding = FoundationJSON.standard)
        throws -> Response
    {
        let (bytes, type) =
            switch shape {
            case .problem: (try coder.encode(ProblemWithErrors(self)), "application/problem+json")
            case .fastAPI: (try coder.encode(ErrorDetail(self)), "application/json")
            case .plain: (try coder.encode(ErrorMessage(summary, errors: messages)), "application/json")
            }
        return Response(status: .unprocessableContent, contentType: type, bytes: bytes)
    }

    /// All of it in one sentence.
    var summary: String { count == 1 ? first ?? "" : "\(count) values are wrong." }
}

extension InputForbidden: HTTPErrorConvertible {
    /// 403.
    public var httpError: HTTPError { HTTPError(.forbidden, description) }
}

extension UploadedFile: InputFile {
    /// Its first bytes.
    public func prefix(_ count: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await piece in pieces {
            bytes += piece.readableBytesView.prefix(count - bytes.count)
            if bytes.count >= count { break }
        }
        return bytes
    }
}
