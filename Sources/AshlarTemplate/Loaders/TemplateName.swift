/// The names that templates may have.
public enum TemplateName {
    /// Why a name is refused; nil if it is fine.
    ///
    /// A name is relative and uses `/`. What could lead out of the views' folder is refused: an absolute path, `..`, a
    /// backslash, a NUL.
    public static func fault(in name: String) -> String? {
        if name.isEmpty { return "it is empty" }
        if name.utf8.contains(0) { return "it contains a NUL" }
        if name.utf8.contains(UInt8(ascii: "\\")) { return "it contains a backslash" }
        if name.hasPrefix("/") { return "it is absolute" }
        for part in name.split(separator: "/", omittingEmptySubsequences: false) {
            if part == ".." || part == "." { return "it contains \"\(part)\"" }
            if part.isEmpty { return "a part of it is empty" }
        }
        return nil
    }
}
