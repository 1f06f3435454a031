import AshlarHTTP
import AshlarSupport
import AshlarTemplate

/// The request as templates see it: `{{ request.path }}`.
struct RequestMembers: MemberReadable {
    let request: Request

    static let memberNames = [
        "method", "path", "url", "fullURL", "host", "query", "clientAddress", "isSecure", "subdomain",
    ]

    func member(named name: String) throws -> any Sendable {
        switch name {
        case "method": request.method.rawValue
        case "path": PercentEncoding.decode(request.path.utf8) ?? request.path
        case "url": request.url
        case "fullURL": request.fullURL
        case "host": request.host ?? ""
        case "query":
            Dictionary(((try? request.query.items) ?? []).map { ($0.name, $0.value) }) { _, last in last }
        case "clientAddress": request.clientAddress ?? ""
        case "isSecure": request.isSecure
        case "subdomain": request.subdomain() ?? ""
        default: throw MemberError.unknown
        }
    }
}

extension RequestMembers: TemplateNamed { static let templateName = "request" }
