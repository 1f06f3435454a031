extension Rule where Value: InputFile {
    /// A file of at most so many bytes.
    public static func maxBytes(_ bytes: Int) -> Rule {
        .test(
            "maxBytes", "The {field} must be at most {max} bytes.", ["max": String(bytes)],
            constraints: [.maxBytes(bytes)]
        ) { $0.size <= bytes }
    }

    /// A file of at least so many bytes.
    public static func minBytes(_ bytes: Int) -> Rule {
        .test("minBytes", "The {field} must be at least {min} bytes.", ["min": String(bytes)]) { $0.size >= bytes }
    }

    /// A file whose first bytes show one of these media types: `.mimeTypes("image/*", "application/pdf")`.
    public static func mimeTypes(_ types: String...) -> Rule {
        .test(
            "mimeTypes", "The {field} must be a file of: {types}.", ["types": types.joined(separator: ", ")],
            constraints: [.accept(types)]
        ) { file in MediaRange.contains(types, file.mediaType) }
    }

    /// A file whose name ends in one of these, without the dot. It says what the client calls it, not what it is.
    public static func extensions(_ names: String...) -> Rule {
        .test(
            "extensions", "The {field} must be a file named: {extensions}.",
            ["extensions": names.joined(separator: ", ")], constraints: [.accept(names.map { ".\($0)" })]
        ) { names.contains($0.fileExtension) }
    }

    /// A file of both: at most so many bytes, and of these media types.
    public static func file(maxBytes: Int, types: String...) -> Rule {
        .test(
            "file", "The {field} must be a file of at most {max} bytes and of: {types}.",
            ["max": String(maxBytes), "types": types.joined(separator: ", ")],
            constraints: [.maxBytes(maxBytes), .accept(types)]
        ) { $0.size <= maxBytes && (types.isEmpty || MediaRange.contains(types, $0.mediaType)) }
    }

    /// Pixels at least and at most, and width by height, of a PNG, GIF, JPEG or WebP:
    /// `.dimensions(minWidth: 100, ratio: 3.0 / 2)`.
    ///
    /// - Parameter ratio: the width divided by the height, which may be half a pixel off.
    public static func dimensions(
        minWidth: Int? = nil, maxWidth: Int? = nil, minHeight: Int? = nil, maxHeight: Int? = nil, ratio: Double? = nil
    ) -> Rule {
        let bounds = ImageBounds(
            minWidth: minWidth, maxWidth: maxWidth, minHeight: minHeight, maxHeight: maxHeight, ratio: ratio)
        return .asynchronous(
            "dimensions", "The {field} must be a picture with {dimensions}.", ["dimensions": bounds.description]
        ) { file in
            guard let size = ImageSize(try await file.prefix(64 * 1024)) else { return false }
            return bounds.contains(size)
        }
    }

    /// Pixels, of a PNG, GIF, JPEG or WebP: `.dimensions(width: 100...2000, height: 100...2000)`.
    public static func dimensions(width: ClosedRange<Int>, height: ClosedRange<Int>) -> Rule {
        .asynchronous(
            "dimensions",
            "The {field} must be {minWidth} to {maxWidth} pixels wide and {minHeight} to {maxHeight} high.",
            [
                "minWidth": String(width.lowerBound), "maxWidth": String(width.upperBound),
                "minHeight": String(height.lowerBound), "maxHeight": String(height.upperBound),
            ]
        ) { file in
            guard let size = ImageSize(try await file.prefix(64 * 1024)) else { return false }
            return width.contains(size.width) && height.contains(size.height)
        }
    }
}

extension ValidationRule where Self == Rule<Never> {
    /// A picture. (What `@Rule` reads; the file's own type is decided beside it.)
    public static var image: Self { .unused }
    /// A film.
    public static var video: Self { .unused }
    /// A file of at most so many bytes.
    public static func maxBytes(_ bytes: Int) -> Self { .unused }
    /// A file of at least so many bytes.
    public static func minBytes(_ bytes: Int) -> Self { .unused }
    /// A file whose first bytes show one of these media types.
    public static func mimeTypes(_ types: String...) -> Self { .unused }
    /// A file whose name ends in one of these.
    public static func extensions(_ names: String...) -> Self { .unused }
    /// A file of at most so many bytes and of these media types.
    public static func file(maxBytes: Int, types: String...) -> Self { .unused }
    /// Pixels of a picture at least and at most, and its width by its height.
    public static func dimensions(
        minWidth: Int? = nil, maxWidth: Int? = nil, minHeight: Int? = nil, maxHeight: Int? = nil, ratio: Double? = nil
    ) -> Self { .unused }
    /// Pixels of a picture.
    public static func dimensions(width: ClosedRange<Int>, height: ClosedRange<Int>) -> Self { .unused }
}

extension Rule where Value: InputFile {
    /// A picture, by its first bytes.
    public static var image: Rule {
        .test("image", "The {field} must be a picture.", constraints: [.accept(["image/*"])]) {
            $0.mediaType.hasPrefix("image/") && $0.mediaType != "image/svg+xml"
        }
    }

    /// A film, by its first bytes.
    public static var video: Rule {
        .test("video", "The {field} must be a film.", constraints: [.accept(["video/*"])]) {
            $0.mediaType.hasPrefix("video/")
        }
    }
}
