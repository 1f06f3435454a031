import AshlarSupport

/// A script as the program that is made of it: what can only stand in a file by itself stands there, the rest is run with the app
/// booted.
struct ScriptSource {
    /// The imports.
    private(set) var imports: [String] = []
    /// Types and extensions, with their lines.
    private(set) var declarations: [(line: Int, text: String)] = []
    /// The rest; what was taken away left empty lines.
    private(set) var body = ""

    /// Takes a script apart.
    init(_ text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.first?.hasPrefix("#!") == true { lines[0] = "" }
        var index = 0
        while index < lines.count {
            if lines[index].wholeMatch(of: /(@\w+\s+)*import\s+.*/) != nil {
                imports.append(lines[index])
                lines[index] = ""
            } else if let end = Self.declaration(in: lines, from: index) {
                declarations.append((index + 1, lines[index...end].joined(separator: "\n")))
                for taken in index...end { lines[taken] = "" }
                index = end
            }
            index += 1
        }
        body = lines.joined(separator: "\n")
    }

    /// The program.
    ///
    /// - Parameters:
    ///   - app: the app's type.
    ///   - file: what errors call the script.
    func program(app: String, file: String) -> String {
        """
        \(header)

        \(declarationText(file: file))
        @main
        enum ScriptMain {
            static func main() async {
                await ScriptProgram.run(\(app).self) { (kernel: Kernel) async throws -> Void in
        #sourceLocation(file: \(Self.literal(file)), line: 1)
        \(body)
        #sourceLocation()
                    _ = kernel
                }
            }
        }

        """
    }

    /// What the file begins with.
    var header: String {
        (["import Ashlar", "import Foundation", "@testable import App"] + imports).joined(separator: "\n")
    }

    /// The declarations, each where errors find it.
    func declarationText(file: String) -> String {
        declarations.map {
            "#sourceLocation(file: \(Self.literal(file)), line: \($0.line))\n\($0.text)\n#sourceLocation()\n"
        }.joined()
    }

    /// A text as Swift has it.
    static func literal(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    /// The last line of a declaration that begins in a line without indentation: that of its closing brace.
    private static func declaration(in lines: [String], from start: Int) -> Int? {
        var index = start
        // Attributes may have lines of their own.
        while index < lines.count, lines[index].wholeMatch(of: /@\w+(\(.*\))?\s*/) != nil { index += 1 }
        let beginning =
            /(@\w+(\([^)]*\))?\s+)*((public|private|fileprivate|internal|final|indirect)\s+)*(struct|class|enum|actor|protocol|extension)\s+\w.*/
        guard index < lines.count, lines[index].wholeMatch(of: beginning) != nil else { return nil }
        var depth = 0
        var hasOpened = false
        for line in index..<lines.count {
            var isText = false
            var isEscaped = false
            for character in lines[line] {
                if character == "\"", !isEscaped { isText.toggle() }
                isEscaped = character == "\\" && !isEscaped
                guard !isText, character == "{" || character == "}" else { continue }
                depth += character == "{" ? 1 : -1
                hasOpened = true
            }
            if hasOpened, depth <= 0 { return line }
        }
        return nil
    }
}
