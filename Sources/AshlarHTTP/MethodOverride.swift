import HTTPTypes
import NIOCore

/// Lets an HTML form, which can only send GET and POST, say which method it means: a hidden field `_method` (or Masonite's
/// `__method`) with `PUT`, `PATCH` or `DELETE` in a POST.
///
/// ```html
/// <form method="post" enctype="multipart/form-data">{{ csrf_field() }}{{ method_field("PUT") }} ... </form>
/// ```
///
/// Of a form with files only the beginning is looked at, as it may be an upload that is to be streamed: the field has to stand
/// before the first file, as that of `method_field` does at the top of a form. Any form can say it in its address, too:
/// `action="/posts/7?_method=PUT"`.
public struct MethodOverride: Middleware {
    /// How much of a form with files is looked at.
    private static let peekedBytes = 16 * 1024

    private let limit: Int

    /// - Parameter limit: the largest urlencoded form that is looked into, in bytes. A larger one is passed on as it is, and so
    ///   is one whose length is not known: browsers say it.
    public init(upTo limit: Int = RequestBody.defaultLimit) {
        self.limit = limit
    }

    /// Changes the method, and keeps the body for whoever reads it next.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        guard request.method == .post else { return try await next.respond(to: request) }
        var request = request
        if var query = request.rawQuery, let method = query.withUTF8({ Self.method(in: UnsafeRawBufferPointer($0)) }) {
            request.method = method
        } else if let length = request.body.length, length > 0 {
            switch request.mediaType {
            case "application/x-www-form-urlencoded" where length <= limit:
                let bytes = try await request.body.collect(upTo: limit)
                request.body = RequestBody(bytes)
                if let method = bytes.withUnsafeReadableBytes(Self.method(in:)) { request.method = method }
            // Who waits to be told to go on may still be refused without having sent anything.
            case "multipart/form-data" where request.headers[.expect] == nil:
                if let method = try await Self.method(atTheTopOf: &request) { request.method = method }
            default: break
            }
        }
        return try await next.respond(to: request)
    }

    /// What the field says; of several the last, as in a form.
    private static func method(in bytes: UnsafeRawBufferPointer) -> HTTPRequest.Method? {
        let value = FormScan.last("_method", in: bytes) ?? FormScan.last("__method", in: bytes)
        return value.flatMap { method(named: String(decoding: $0, as: UTF8.self)) }
    }

    private static func method(named name: String) -> HTTPRequest.Method? {
        switch name.uppercased() {
        case "PUT": .put
        case "PATCH": .patch
        case "DELETE": .delete
        default: nil
        }
    }

    /// What a field before the first file says. A body that is malformed is left to its reader.
    private nonisolated(nonsending) static func method(atTheTopOf request: inout Request) async throws -> HTTPRequest
        .Method?
    {
        guard let type = request.headers[.contentType], let boundary = try? MultipartReader.boundary(of: type) else {
            return nil
        }
        var field = MethodField(boundary: boundary)
        try await request.body.peek(upTo: peekedBytes) { field.takes($0) }
        return field.value.flatMap(method(named:))
    }
}
