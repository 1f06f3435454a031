/// What the size of a picture has to be.
struct ImageBounds: Sendable, CustomStringConvertible {
    let minWidth: Int?
    let maxWidth: Int?
    let minHeight: Int?
    let maxHeight: Int?
    let ratio: Double?

    func contains(_ size: ImageSize) -> Bool {
        size.width >= minWidth ?? 0 && size.width <= maxWidth ?? .max
            && size.height >= minHeight ?? 0 && size.height <= maxHeight ?? .max && hasRatio(size)
    }

    private func hasRatio(_ size: ImageSize) -> Bool {
        guard let ratio else { return true }
        return abs(Double(size.height) * ratio - Double(size.width)) <= 0.5
            || abs(Double(size.width) / ratio - Double(size.height)) <= 0.5
    }

    var description: String {
        let parts: [String?] = [
            minWidth.map { "at least \($0) pixels in width" }, maxWidth.map { "at most \($0) pixels in width" },
            minHeight.map { "at least \($0) pixels in height" }, maxHeight.map { "at most \($0) pixels in height" },
            ratio.map { "a width of \($0) times the height" },
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }
}

/// Media types as rules name them.
enum MediaRange {
    /// Whether a type is one of a list, in which `image/*` stands for all of a kind.
    static func contains(_ ranges: [String], _ type: String) -> Bool {
        ranges.contains { $0 == type || $0.hasSuffix("/*") && type.hasPrefix($0.dropLast()) }
    }
}
