import HTTPTypes

/// Field names that HTTPTypes does not list.
extension HTTPField.Name {
    static let refresh = literal("Refresh")
    static let xRequestID = literal("X-Request-ID")
    static let forwarded = literal("Forwarded")
    static let xForwardedFor = literal("X-Forwarded-For")
    static let xForwardedProto = literal("X-Forwarded-Proto")
    static let xForwardedHost = literal("X-Forwarded-Host")
    static let xForwardedPort = literal("X-Forwarded-Port")
    static let referrerPolicy = literal("Referrer-Policy")
    static let xFrameOptions = literal("X-Frame-Options")
    static let crossOriginOpenerPolicy = literal("Cross-Origin-Opener-Policy")
    static let permissionsPolicy = literal("Permissions-Policy")
    static let rateLimit = literal("RateLimit")
    static let rateLimitPolicy = literal("RateLimit-Policy")

    /// A name that is written in this target and therefore known to be a token.
    private static func literal(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\"\(name)\" is no field name") }
        return name
    }
}

extension HTTPFields {
    /// Adds a name to `Vary`, unless it is there or everything is.
    package mutating func addVary(_ name: String) {
        for listed in self[values: .vary].flatMap({ $0.split(separator: ",") }) {
            let listed = listed.trimmed
            if listed == "*" || listed.lowercased() == name.lowercased() { return }
        }
        append(HTTPField(name: .vary, value: name))
    }
}

extension StringProtocol {
    /// Without the spaces and tabs that HTTP allows around a list's members.
    var trimmed: String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        guard let last = lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(drop(while: isSpace).prefix(through: last))
    }
}
