/// A place in source code: what an error, a route or a binding points at.
///
/// ```swift
/// func bind(_ name: String, file: String = #filePath, line: Int = #line) {
///     remember(name, SourceLocation(file: file, line: line))
/// }
/// ```
public struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
    /// The file's path, as the compiler or a loader knew it.
    public var file: String
    /// The line, counted from 1.
    public var line: Int
    /// The column in characters, counted from 1, where it is known.
    public var column: Int?

    /// Makes a location.
    public init(file: String, line: Int, column: Int? = nil) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `file:line` or `file:line:column`, as editors and terminals make it clickable.
    public var description: String {
        column.map { "\(readableFile):\(line):\($0)" } ?? "\(readableFile):\(line)"
    }

    /// The file; that of a script without the module that `craft run` made for it.
    private var readableFile: Substring {
        guard file.hasPrefix("Script__"), let slash = file.firstIndex(of: "/") else { return file[...] }
        return file[file.index(after: slash)...]
    }

    /// The last component of the path, for places where the whole would be noise.
    public var fileName: String {
        String(file.split(separator: "/").last ?? "")
    }
}
