import Foundation

/// Jinja2 on CPython, measured by a script in the same run.
struct Jinja {
    let page: String
    let pageSeconds: Double
    let compileSeconds: Double

    /// nil where there is no Jinja2.
    init?(folder: String, rounds: Int, source: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", folder + "/measure.py", folder, "\(rounds)"]
        let (input, output, pages) = (Pipe(), Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = pages
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(source.utf8))
        try input.fileHandleForWriting.close()
        page = String(decoding: try pages.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        let figures = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard let seconds = try? JSONDecoder().decode([String: Double].self, from: figures),
            let pageSeconds = seconds["page"], let compileSeconds = seconds["compile"]
        else { return nil }
        self.pageSeconds = pageSeconds
        self.compileSeconds = compileSeconds
    }
}
