public import AshlarHTTP
import AshlarSupport

extension Routes {
    /// Hands everything at and below a path to another app: a kernel, a third-party responder, a closure.
    ///
    /// The other app sees the path without the prefix, which moves to `request.mountPath`. Of several mounts the longest
    /// prefix answers; a route of this app at or below the path goes first. The middleware of this group runs around it.
    ///
    /// ```swift
    /// routes.mount("/legacy", LegacyApp())
    /// ```
    ///
    /// - Parameters:
    ///   - path: the prefix.
    ///   - responder: the other app. An error that it throws becomes a ``MountedAppError``, so that error handlers of this
    ///     app do not take it for their own.
    @discardableResult
    public func mount(
        _ path: String, _ responder: any Responder, file: String = #filePath, line: Int = #line
    ) -> Route {
        mount(path, responder, named: "\(type(of: responder))", file: file, line: line)
    }

    /// The same, for a responder that stands for something with another name.
    package func mount(_ path: String, _ responder: any Responder, named name: String, file: String, line: Int) -> Route
    {
        let location = SourceLocation(file: file, line: line)
        let depth = RoutePattern.split(prefix + "/" + path, at: "/").count
        let action = Action(name: "mounted \(name)", location: location) { context in
            let request = Self.request(context.request, below: depth)
            do {
                return try await responder.respond(to: request)
            } catch let error as CancellationError {
                throw error
            } catch {
                throw MountedAppError(app: name, mountPath: request.mountPath, reason: error)
            }
        }
        return add(
            Route(methods: [], path: path, action: action, location: location, group: self, kind: .mount))
    }

    /// The request as the mounted app sees it.
    private static func request(_ request: Request, below depth: Int) -> Request {
        let path = request.path
        var rest = path.utf8[...]
        for _ in 0..<depth {
            // What matched has that many segments, each with its slash.
            rest = rest.dropFirst().drop { $0 != UInt8(ascii: "/") }
        }
        var request = request
        request.mountPath += String(path[..<rest.startIndex])
        request.path = rest.isEmpty ? "/" : String(Substring(rest))
        return request
    }
}
