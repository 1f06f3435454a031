/// Media types (RFC 9110 section 8.3.1): of header fields and of files.
public enum MediaType {
    /// The type of a `Content-Type` field without its parameters, in lower case; nil if there is none.
    public static func of(_ field: String?) -> String? {
        guard let field else { return nil }
        // Most clients write it as it is wanted.
        if field == "application/x-www-form-urlencoded" || field == "application/json" { return field }
        if !field.isEmpty, field.utf8.allSatisfy({ !isSpace($0) && $0 != UInt8(ascii: ";") && !isUpper($0) }) {
            return field
        }
        let type = field.utf8.prefix { $0 != UInt8(ascii: ";") }.lazy.filter { !isSpace($0) }
        let lowered = String(decoding: type.map { isUpper($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
        return lowered.isEmpty ? nil : lowered
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func isUpper(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }

    /// Whether an `Accept` field (RFC 9110 section 12.5.1) gives HTML at least the weight of JSON, and any at all.
    public static func prefersHTML(accept: String) -> Bool {
        let list = AcceptList(accept)
        let html = list.weight(ofMediaType: "text/html")
        return html > 0 && html >= list.weight(ofMediaType: "application/json")
            && accept.lowercased().contains("text/html")
    }

    /// Whether a type without parameters is JSON: `application/json`, or one that ends in `+json` (RFC 6839).
    public static func isJSON(_ type: String) -> Bool { type == "application/json" || type.hasSuffix("+json") }

    /// The type of a file by its name's extension; `application/octet-stream` for one that is not known.
    public static func ofFile(named name: String) -> String {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "application/octet-stream" }
        return byExtension[name[name.index(after: dot)...].lowercased()] ?? "application/octet-stream"
    }

    private static let byExtension: [String: String] = [
        "avif": "image/avif", "bmp": "image/bmp", "css": "text/css; charset=utf-8", "csv": "text/csv; charset=utf-8",
        "eot": "application/vnd.ms-fontobject", "gif": "image/gif", "gz": "application/gzip",
        "htm": "text/html; charset=utf-8", "html": "text/html; charset=utf-8", "ico": "image/x-icon",
        "ics": "text/calendar; charset=utf-8", "jpeg": "image/jpeg", "jpg": "image/jpeg",
        "js": "text/javascript; charset=utf-8", "json": "application/json", "map": "application/json",
        "md": "text/markdown; charset=utf-8", "mjs": "text/javascript; charset=utf-8", "mp3": "audio/mpeg",
        "mp4": "video/mp4", "ogg": "audio/ogg", "otf": "font/otf", "pdf": "application/pdf", "png": "image/png",
        "svg": "image/svg+xml", "tar": "application/x-tar", "tif": "image/tiff", "tiff": "image/tiff",
        "ttf": "font/ttf", "txt": "text/plain; charset=utf-8", "wasm": "application/wasm", "wav": "audio/wav",
        "webm": "video/webm", "webmanifest": "application/manifest+json", "webp": "image/webp", "woff": "font/woff",
        "woff2": "font/woff2", "xml": "application/xml", "zip": "application/zip",
    ]
}
