import NIOCore

/// What a file is, by its first bytes: a client can claim anything.
enum MediaSniffer {
    /// How many bytes are looked at.
    static let headBytes = 512

    private static let magic: [(offset: Int, bytes: [UInt8], type: String)] = [
        (0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        (0, [0xFF, 0xD8, 0xFF], "image/jpeg"), (0, Array("GIF87a".utf8), "image/gif"),
        (0, Array("GIF89a".utf8), "image/gif"), (8, Array("WEBP".utf8), "image/webp"),
        (4, Array("ftypavif".utf8), "image/avif"), (4, Array("ftypheic".utf8), "image/heic"),
        (0, Array("BM".utf8), "image/bmp"), (0, [0, 0, 1, 0], "image/x-icon"),
        (0, [0x49, 0x49, 0x2A, 0], "image/tiff"), (0, [0x4D, 0x4D, 0, 0x2A], "image/tiff"),
        (0, Array("%PDF-".utf8), "application/pdf"), (0, [0x50, 0x4B, 3, 4], "application/zip"),
        (0, [0x50, 0x4B, 5, 6], "application/zip"), (0, [0x1F, 0x8B], "application/gzip"),
        (0, Array("7z".utf8) + [0xBC, 0xAF, 0x27, 0x1C], "application/x-7z-compressed"),
        (257, Array("ustar".utf8), "application/x-tar"), (0, Array("ID3".utf8), "audio/mpeg"),
        (0, [0xFF, 0xFB], "audio/mpeg"), (0, Array("OggS".utf8), "audio/ogg"), (0, Array("fLaC".utf8), "audio/flac"),
        (8, Array("WAVE".utf8), "audio/wav"), (4, Array("ftyp".utf8), "video/mp4"),
        (0, [0x1A, 0x45, 0xDF, 0xA3], "video/webm"), (0, Array("wOFF".utf8), "font/woff"),
        (0, Array("wOF2".utf8), "font/woff2"), (0, [0, 0x61, 0x73, 0x6D], "application/wasm"),
        (0, [0x7F, 0x45, 0x4C, 0x46], "application/x-executable"),
        (0, Array("MZ".utf8), "application/x-msdownload"),
    ]

    /// The media type of a file's start.
    static func mediaType(of head: ByteBuffer) -> String {
        let bytes = Array(head.readableBytesView.prefix(headBytes))
        for (offset, pattern, type) in magic
        where bytes.count >= offset + pattern.count && bytes[offset..<offset + pattern.count].elementsEqual(pattern) {
            return type
        }
        return text(bytes)
    }

    private static func text(_ bytes: [UInt8]) -> String {
        // A head may end in the middle of a character.
        let whole = bytes.count < headBytes ? bytes[...] : bytes.dropLast(incomplete(bytes))
        let isText = whole.allSatisfy { $0 >= 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D || $0 == 0x0C }
        guard isText, let text = String(validating: whole, as: UTF8.self) else { return "application/octet-stream" }
        let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.prefix(100).lowercased()
        if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") || start.hasPrefix("<script") {
            return "text/html"
        }
        if start.hasPrefix("<svg") || (start.hasPrefix("<?xml") && text.lowercased().contains("<svg")) {
            return "image/svg+xml"
        }
        return start.hasPrefix("<?xml") ? "application/xml" : "text/plain"
    }

    /// How many bytes at the end begin a character of UTF-8 without ending it.
    private static func incomplete(_ bytes: [UInt8]) -> Int {
        for (count, byte) in bytes.suffix(4).reversed().enumerated() where byte & 0xC0 != 0x80 {
            let length = byte < 0x80 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
            return length > count + 1 ? count + 1 : 0
        }
        return 0
    }

    /// Extensions that tell more than the bytes do, by the type that the bytes show. None of them is one that a browser runs.
    private static let finer: [String: Set<String>] = [
        "text/plain": [
            "csv", "tsv", "md", "log", "json", "jsonl", "yaml", "yml", "toml", "ini", "ics", "vcf", "srt", "vtt",
        ],
        "application/xml": ["gpx", "kml", "rss", "atom", "plist"],
        "application/zip": [
            "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub", "jar", "apk", "pages", "numbers", "key",
        ],
        "application/gzip": ["tgz"],
        "application/octet-stream": [
            "doc", "xls", "ppt", "dat", "db", "sqlite", "parquet", "ttf", "otf", "aac", "rar",
        ],
        "application/x-msdownload": ["exe", "dll"],
        "audio/ogg": ["oga", "ogv", "opus"], "video/mp4": ["m4a", "m4v", "mov"], "video/webm": ["mkv", "weba"],
        "image/jpeg": ["jpeg"], "image/tiff": ["tif"],
    ]

    /// The extension of a file.
    ///
    /// - Parameters:
    ///   - type: the type that its bytes show.
    ///   - claimed: the extension that the client gave it, in lower case.
    static func fileExtension(for type: String, claimed: String) -> String {
        if finer[type]?.contains(claimed) == true { return claimed }
        return usual[type] ?? "bin"
    }

    private static let usual = [
        "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp", "image/avif": "avif",
        "image/heic": "heic", "image/bmp": "bmp", "image/x-icon": "ico", "image/tiff": "tiff",
        "image/svg+xml": "svg", "application/pdf": "pdf", "application/zip": "zip", "application/gzip": "gz",
        "application/x-7z-compressed": "7z", "application/x-tar": "tar", "application/wasm": "wasm",
        "audio/mpeg": "mp3", "audio/ogg": "ogg", "audio/flac": "flac", "audio/wav": "wav", "video/mp4": "mp4",
        "video/webm": "webm", "font/woff": "woff", "font/woff2": "woff2", "text/html": "html",
        "application/xml": "xml", "text/plain": "txt",
    ]
}
