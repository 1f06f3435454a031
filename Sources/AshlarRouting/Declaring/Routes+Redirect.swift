import AshlarHTTP
import AshlarSupport
public import HTTPTypes

extension Routes {
    /// Leads from one address to another, with the query.
    ///
    /// ```swift
    /// routes.redirect("/blog", to: "/posts")
    /// routes.redirect("/blog/{post}", to: "/posts/{post}", status: .permanentRedirect)
    /// ```
    ///
    /// - Parameters:
    ///   - path: the old address. GET is led away; with 307 and 308, which keep the method, all are.
    ///   - target: the new one: a path of this app, or a URL. Placeholders take their values along.
    ///   - status: 301, 302, 303, 307 or 308 (RFC 9110 section 15.4).
    @discardableResult
    public func redirect(
        _ path: String, to target: String, status: HTTPResponse.Status = .found, file: String = #filePath,
        line: Int = #line
    ) -> Route {
        let location = SourceLocation(file: file, line: line)
        if ![301, 302, 303, 307, 308].contains(status.code) {
            registry.problems.append(
                RouteError(
                    message: "\(path) redirects with \(status.code), which is no redirect.", location: location,
                    suggestion: "Use 301, 302, 303, 307 or 308."))
        }
        let action = Action(name: "redirect to \(target)", location: location) { context in
            let request = context.request
            var address = target.hasPrefix("/") ? request.mountPath + target : target
            for item in request.pathParameters.items {
                address = address.replacing("{\(item.name)}", with: PathText.encode(item.value))
                for rest in ["{\(item.name)*}", "{\(item.name)...}"] {
                    address = address.replacing(rest, with: PathText.encodeRest(item.value))
                }
            }
            if let query = request.rawQuery { address += (address.contains("?") ? "&" : "?") + query }
            return Response(status: status, headers: [.location: address])
        }
        let keepsMethod = status.code == 307 || status.code == 308
        let route = match(keepsMethod ? Self.anyMethod : [.get], path, action, file: file, line: line)
        route.target = target
        return route
    }

    /// Leads from one address to another for good: 301, or 308 for all methods.
    @discardableResult
    public func permanentRedirect(
        _ path: String, to target: String, keepingMethod: Bool = false, file: String = #filePath, line: Int = #line
    ) -> Route {
        redirect(
            path, to: target, status: keepingMethod ? .permanentRedirect : .movedPermanently, file: file, line: line)
    }
}
