import HTTPTypes
import NIOCore

/// Lets an HTML form, which can only send GET and POST, say which method it means: a hidden field `_method` with `PUT`,
/// `PATCH` or `DELETE` in a POST.
///
/// A form with files says it in its address, `action="/posts/7?_method=PUT"`, as its body is not read here: it may be an
/// upload that is to be streamed.
public struct MethodOverride: Middleware {
    private let limit: Int

    /// - Parameter limit: the largest form that is looked into, in bytes. A larger one is passed on as it is, and so is one
    ///   whose length is not known: browsers say it.
    public init(upTo limit: Int = RequestBody.defaultLimit) {
        self.limit = limit
    }

    /// Changes the method, and keeps the body for whoever reads it next.
    public func respond(to request: Request, next: any Responder) async throws -> Response {
        guard request.method == .post else { return try await next.respond(to: request) }
        var request = request
        if var query = request.rawQuery, let method = query.withUTF8({ Self.method(in: UnsafeRawBufferPointer($0)) }) {
            request.method = method
        } else if MediaType.of(request.headers[.contentType]) == "application/x-www-form-urlencoded",
            let length = request.body.length, length <= limit
        {
            let bytes = try await request.body.collect(upTo: limit)
            request.body = RequestBody(bytes)
            if let method = bytes.withUnsafeReadableBytes(Self.method(in:)) { request.method = method }
        }
        return try await next.respond(to: request)
    }

    /// What the field says; of several the last, as in a form.
    private static func method(in bytes: UnsafeRawBufferPointer) -> HTTPRequest.Method? {
        switch FormScan.last("_method", in: bytes).map({ String(decoding: $0, as: UTF8.self).uppercased() }) {
        case "PUT": .put
        case "PATCH": .patch
        case "DELETE": .delete
        default: nil
        }
    }
}
