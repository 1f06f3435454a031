import AshlarHTTP
import HTTPTypes

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

    nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        guard request.method == .get, request.headers[.accept]?.contains("text/html") == true else {
            return try await next.respond(to: request)
        }
        var response = try await next.respond(to: PageEnd.wholePage(request))
        let script = script
        // The script of an earlier run listens at another port.
        await PageEnd.add(to: &response, policy: [("script-src", nil), ("connect-src", "*:\(port)")]) { nonce in
            "<script nonce=\"\(nonce)\">\(script)</script>"
        }
        return response
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
