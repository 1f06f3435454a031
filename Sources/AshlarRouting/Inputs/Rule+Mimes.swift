import AshlarHTTP
public import AshlarValidation

extension Rule where Value: InputFile {
    /// A file whose content is what its name would say: `.mimes("jpg", "pdf")`. What has no bytes of its own to be known by,
    /// such as `csv` among texts and `docx` among archives, has to be named so as well.
    public static func mimes(_ extensions: String...) -> Rule {
        let kinds = extensions.map(FileKind.init)
        return .test(
            "mimes", "The {field} must be a file of: {extensions}.",
            ["extensions": extensions.joined(separator: ", ")], constraints: [.accept(extensions.map { ".\($0)" })]
        ) { file in
            kinds.contains { $0.holds(file) }
        }
    }
}

extension ValidationRule where Self == Rule<Never> {
    /// A file whose content is what its name would say. (What `@Rule` reads; the file's own type is decided beside it.)
    public static func mimes(_ extensions: String...) -> Self { .unused }
}

/// What a file is, by the extension that it should have: found once, when the rule is made.
private struct FileKind {
    /// The extension, in lower case.
    private let name: String
    private let mediaType: String
    private let isKnown: Bool

    init(_ ending: String) {
        name = ending.lowercased()
        mediaType = MediaType.of(MediaType.ofFile(named: "a." + name)) ?? ""
        isKnown = mediaType != "application/octet-stream"
    }

    /// Archives that are documents.
    private static let zipped: Set<String> = ["docx", "xlsx", "pptx", "odt", "ods", "odp", "epub", "jar", "apk"]

    func holds(_ file: some InputFile) -> Bool {
        if isKnown, file.mediaType == mediaType { return true }
        guard file.fileExtension.lowercased() == name else { return false }
        switch file.mediaType {
        case "text/plain": return mediaType.hasPrefix("text/") || MediaType.isJSON(mediaType)
        case "application/zip": return Self.zipped.contains(name)
        default: return false
        }
    }
}
