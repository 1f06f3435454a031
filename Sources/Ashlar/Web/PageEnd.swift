import AshlarHTTP
import AshlarSecurity
import HTTPTypes
import NIOCore

/// Adds what a developer needs to the end of pages.
enum PageEnd {
    /// The request without what would bring less than the whole page as it is: what is compressed, cut or known already cannot
    /// be added to.
    static func wholePage(_ request: Request) -> Request {
        var request = request
        for name in [HTTPField.Name.acceptEncoding, .ifNoneMatch, .ifModifiedSince, .range] {
            request.headers[name] = nil
        }
        return request
    }

    /// Adds an element before the end of the body; what is no whole page, such as the part that a script asks for, stays as it
    /// is.
    ///
    /// - Parameters:
    ///   - response: the page.
    ///   - policy: the directives of the page's content security policy (CSP Level 3) that let the element do its work, each
    ///     with what it adds; its nonce if nil.
    ///   - nonce: one that a layer outside lets in with its policy; a new one if nil.
    ///   - make: makes the element with a nonce, when the end of the page is there.
    static func add(
        to response: inout Response, policy: [(directive: String, source: String?)], nonce: String? = nil,
        _ make: @escaping @Sendable (_ nonce: String) async -> String
    ) async {
        guard isPage(response) else { return }
        let nonce = nonce ?? RandomToken.make(byteCount: 16)
        if case .bytes(let bytes) = response.body {
            guard let end = end(of: bytes) else { return }
            response.body = .bytes(adding(ByteBuffer(string: await make(nonce)), to: bytes, at: end))
        }
        if case .stream(let stream) = response.body {
            response.body = .stream(length: nil, onClose: { await stream.close() }) { write in
                try await stream.send { piece in
                    guard let end = end(of: piece) else { return try await write(piece) }
                    try await write(adding(ByteBuffer(string: await make(nonce)), to: piece, at: end))
                }
            }
            response.headers[.contentLength] = nil
        }
        response.headers[.eTag] = nil
        response.headers[.cacheControl] = "no-store"
        allow(policy.map { ($0.directive, $0.source ?? "'nonce-\(nonce)'") }, in: &response.headers)
    }

    private static func isPage(_ response: Response) -> Bool {
        if case .empty = response.body { return false }
        return response.headers[.contentType]?.hasPrefix("text/html") == true
            && response.headers[.contentEncoding] == nil
    }

    /// Where the body ends.
    private static func end(of bytes: ByteBuffer) -> Int? {
        let (end, view) = (Array("</body>".utf8), bytes.readableBytesView)
        guard view.count >= end.count else { return nil }
        return (0...view.count - end.count).last { view.dropFirst($0).starts(with: end) }
    }

    private static func adding(_ element: ByteBuffer, to bytes: ByteBuffer, at end: Int) -> ByteBuffer {
        let view = bytes.readableBytesView
        var page = ByteBuffer()
        page.reserveCapacity(bytes.readableBytes + element.readableBytes)
        page.writeBytes(view.prefix(end))
        page.writeImmutableBuffer(element)
        page.writeBytes(view.dropFirst(end))
        return page
    }

    /// Has the page's own policy let the element in.
    private static func allow(_ sources: [(directive: String, source: String)], in headers: inout HTTPFields) {
        guard let policy = headers[.contentSecurityPolicy] else { return }
        var directives = policy.split(separator: ";").map { $0.split(separator: " ").map(String.init) }
        for (name, source) in sources {
            if let index = directives.firstIndex(where: { $0.first == name }) {
                directives[index].removeAll { $0 == "'none'" }
                directives[index].append(source)
            } else if let fallback = directives.first(where: { $0.first == "default-src" }) {
                directives.append([name] + fallback.dropFirst().filter { $0 != "'none'" } + [source])
            }
        }
        headers[.contentSecurityPolicy] = directives.map { $0.joined(separator: " ") }.joined(separator: "; ")
    }
}
