import AshlarHTTP
public import AshlarValidation

extension Rule where Value: InputFile {
    /// A file whose content is what its name would say: `.mimes("jpg", "pdf")`. What has no bytes of its own to be known by,
    /// such as `csv` among texts and `docx` among archives, has to be named so as well.
    public static func mimes(_ extensions: String...) -> Rule {
        .test(
            "mimes", "The {field} must be a file of: {extensions}.",
            ["extensions": extensions.joined(separator: ", ")], constraints: [.accept(extensions.map { ".\($0)" })]
        ) { file in
            extensions.contains { FileKind.holds(file, $0) }
        }
    }
}

extension ValidationRule where Self == Rule<Never> {
    /// A file whose content is what its name would say. (What `@Rule` reads; the file's own type is decided beside it.)
    public static func mimes(_ extensions: String...) -> Self { .unused }
}

/// What a file is, by the extension that it should have.
private enum FileKind {
    /// Archives that are documents.
    private static let zipped: Set<String> = ["docx", "xlsx", "pptx", "odt", "ods", "odp", "epub", "jar", "apk"]

    static func holds(_ file: some InputFile, _ name: String) -> Bool {
        let type = MediaType.of(MediaType.ofFile(named: "a." + name)) ?? ""
        let isKnown = type != "application/octet-stream"
        if isKnown, file.mediaType == type { return true }
        guard file.fileExtension == name else { return false }
        switch file.mediaType {
        case "text/plain": return type.hasPrefix("text/") || MediaType.isJSON(type)
        case "application/zip": return zipped.contains(name)
        default: return false
        }
    }
}
