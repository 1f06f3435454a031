import AshlarHTTP
import AshlarSecurity
import Foundation
import HTTPTypes
import NIOCore

/// Lets pages load anew when the app changes, in development: a small script in each page listens to `craft serve`.
///
/// It lies around everything, the error pages too, so that those are loaded anew once they are mended.
struct LiveReload: Middleware {
    private let port: Int

    /// - Parameter port: where `craft serve` tells of changes.
    init(port: Int) { self.port = port }

    /// The layer, where `craft serve` has started the app.
    init?(environment: [String: String]) {
        guard let port = environment["ASHLAR_RELOAD_PORT"].flatMap({ Int($0) }), (1...65535).contains(port) else {
            return nil
        }
        self.init(port: port)
    }

    func respond(to request: Request, next: any Responder) async throws -> Response {
        guard request.method == .get, request.headers[.accept]?.contains("text/html") == true else {
            return try await next.respond(to: request)
        }
        var request = request
        // The script of an earlier run listens at another port, and compressed pages cannot be added to.
        for name in [HTTPField.Name.acceptEncoding, .ifNoneMatch, .ifModifiedSince, .range] {
            request.headers[name] = nil
        }
        var response = try await next.respond(to: request)
        guard response.headers[.contentType]?.hasPrefix("text/html") == true,
            response.headers[.contentEncoding] == nil
        else { return response }
        let nonce = RandomToken.make(byteCount: 16)
        let script = ByteBuffer(string: "<script nonce=\"\(nonce)\">\(script)</script>")
        switch response.body {
        case .empty: return response
        case .bytes(let bytes):
            guard let page = Self.adding(script, to: bytes) else { return response }
            response.body = .bytes(page)
        case .stream(let stream):
            response.body = .stream(length: nil, onClose: { await stream.close() }) { write in
                try await stream.send { try await write(Self.adding(script, to: $0) ?? $0) }
            }
            response.headers[.contentLength] = nil
        }
        response.headers[.eTag] = nil
        response.headers[.cacheControl] = "no-store"
        allow(nonce, in: &response.headers)
        return response
    }

    /// The page with the script at its end; nil for what is no whole page, such as the part that a script asks for.
    private static func adding(_ script: ByteBuffer, to bytes: ByteBuffer) -> ByteBuffer? {
        let (end, view) = (Array("</body>".utf8), bytes.readableBytesView)
        guard view.count >= end.count,
            let before = (0...view.count - end.count).last(where: { view.dropFirst($0).starts(with: end) })
        else { return nil }
        var page = ByteBuffer()
        page.reserveCapacity(bytes.readableBytes + script.readableBytes)
        page.writeBytes(view.prefix(before))
        page.writeImmutableBuffer(script)
        page.writeBytes(view.dropFirst(before))
        return page
    }

    /// Has the page's own policy (CSP Level 3) let the script in.
    private func allow(_ nonce: String, in headers: inout HTTPFields) {
        guard let policy = headers[.contentSecurityPolicy] else { return }
        var directives = policy.split(separator: ";").map { $0.split(separator: " ").map(String.init) }
        func add(_ source: String, to name: String) {
            if let index = directives.firstIndex(where: { $0.first == name }) {
                directives[index].removeAll { $0 == "'none'" }
                directives[index].append(source)
            } else if let fallback = directives.first(where: { $0.first == "default-src" }) {
                directives.append([name] + fallback.dropFirst().filter { $0 != "'none'" } + [source])
            }
        }
        add("'nonce-\(nonce)'", to: "script-src")
        add("*:\(port)", to: "connect-src")
        headers[.contentSecurityPolicy] = directives.map { $0.joined(separator: " ") }.joined(separator: "; ")
    }

    /// Text is shown as text: an error message may hold anything.
    private var script: String {
        """
        (()=>{const events=new EventSource("http://"+location.hostname+":\(port)/");let box;
        events.addEventListener("reload",()=>location.reload());
        events.addEventListener("broken",event=>{
        if(!box){box=document.createElement("pre");box.id="ashlar-problem";box.setAttribute("role","alert");
        Object.assign(box.style,{position:"fixed",inset:"0",zIndex:"2147483647",margin:"0",padding:"2rem",overflow:"auto",
        background:"#1b1b1ff2",color:"#f3f1ec",font:"14px/1.5 ui-monospace,monospace",whiteSpace:"pre-wrap",
        borderTop:"6px solid #e5484d"});document.body.append(box)}
        box.textContent=event.data})})()
        """
    }
}
