import AshlarHTTP
import HTTPTypes
import NIOCore

extension SCGIHead {
    /// The request that the variables describe (RFC 3875 section 4.1).
    ///
    /// Path and query are taken from `REQUEST_URI`, as the client sent them; `PATH_INFO` is decoded already, and what was
    /// encoded in it is lost.
    func request(body: RequestBody) throws(Failure) -> Request {
        guard let method = self["REQUEST_METHOD"].flatMap({ HTTPRequest.Method($0) }) else {
            throw .malformed("REQUEST_METHOD is missing or malformed.")
        }
        guard let uri = self["REQUEST_URI"], uri.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw .malformed("REQUEST_URI is missing or malformed: nginx sends it by include scgi_params.")
        }
        let mountPath = Self.mountPath(self["SCRIPT_NAME"] ?? "", uri)
        var target = String(Self.withoutHost(uri).dropFirst(mountPath.count))
        if !target.hasPrefix("/") && target != "*" { target = "/" + target }
        return Request(
            method: method, target: target, scheme: scheme, authority: self["HTTP_HOST"] ?? self["SERVER_NAME"],
            headers: headers, body: body, remoteAddress: remoteAddress, version: version, mountPath: mountPath)
    }

    /// `SCRIPT_NAME` counts as what the app is mounted at only where the URI begins with it: nginx's own `scgi_params` puts
    /// the whole path into it.
    private static func mountPath(_ script: String, _ uri: String) -> String {
        let path = withoutHost(uri).prefix { $0 != "?" }
        guard script != "/", !script.isEmpty, path != script, path.hasPrefix(script + "/") else { return "" }
        return script
    }

    private static func withoutHost(_ uri: String) -> Substring {
        for scheme in ["http://", "https://"] where uri.lowercased().hasPrefix(scheme) {
            return uri.dropFirst(scheme.count).drop { $0 != "/" && $0 != "?" }
        }
        return uri[...]
    }

    private var scheme: String {
        if let scheme = self["REQUEST_SCHEME"] { return scheme }
        return self["HTTPS"].map { $0.lowercased() == "on" || $0 == "1" } == true ? "https" : "http"
    }

    private var version: HTTPVersion {
        switch self["SERVER_PROTOCOL"] {
        case "HTTP/1.0": .http1_0
        case "HTTP/2.0", "HTTP/2": .http2
        default: .http1_1
        }
    }

    private var remoteAddress: SocketAddress? {
        guard let address = self["REMOTE_ADDR"] else { return nil }
        return try? SocketAddress(ipAddress: address, port: self["REMOTE_PORT"].flatMap { Int($0) } ?? 0)
    }

    /// `HTTP_ACCEPT_LANGUAGE` is Accept-Language (RFC 3875 section 4.1.18).
    private var headers: HTTPFields {
        var fields = HTTPFields()
        for (variable, value) in variables {
            let name: Substring
            switch variable {
            case "CONTENT_TYPE", "CONTENT_LENGTH": name = variable[...]
            default:
                // Said without HTTP_ already.
                guard variable.hasPrefix("HTTP_"), !["HTTP_CONTENT_TYPE", "HTTP_CONTENT_LENGTH"].contains(variable)
                else {
                    continue
                }
                name = variable.dropFirst(5)
            }
            // HTTP_PROXY would be read as a proxy to use by programs that look at their environment.
            guard !value.isEmpty, name != "PROXY",
                let field = HTTPField.Name(name.split(separator: "_").map(\.capitalized).joined(separator: "-"))
            else { continue }
            fields.append(HTTPField(name: field, value: value))
        }
        return fields
    }
}

extension Substring {
    fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst().lowercased() }
}
