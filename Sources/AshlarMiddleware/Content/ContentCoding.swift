/// A way to make a body smaller that browsers understand (RFC 9110 section 8.4.1).
public enum ContentCoding: String, Sendable, CaseIterable {
    /// RFC 1952.
    case gzip
    /// RFC 1950, as HTTP means it by this name.
    case deflate

    /// What the client likes best of those that we have; nil if that is the body as it is.
    ///
    /// - Parameter accept: the value of `Accept-Encoding`: `gzip;q=0.8, br, *;q=0.1`.
    static func negotiated(_ accept: String, from offered: [ContentCoding]) -> ContentCoding? {
        var qualities: [String: Double] = [:]
        for member in accept.split(separator: ",") {
            let parts = member.split(separator: ";").map(\.trimmed)
            guard let coding = parts.first?.lowercased() else { continue }
            var quality = 1.0
            for parameter in parts.dropFirst() where parameter.lowercased().hasPrefix("q=") {
                quality = Double(parameter.dropFirst(2)).map { min(1, max(0, $0)) } ?? 0
            }
            qualities[coding == "x-gzip" ? "gzip" : coding] = quality
        }
        let best =
            offered
            .map { ($0, qualities[$0.rawValue] ?? qualities["*"] ?? 0) }
            .reduce(nil as (ContentCoding, Double)?) { best, next in
                next.1 > best?.1 ?? 0 ? next : best
            }
        guard let best, best.1 >= qualities["identity"] ?? 0 else { return nil }
        return best.0
    }
}
