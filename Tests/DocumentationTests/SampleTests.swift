import Foundation
import Testing

/// Every Swift sample of README and Documentation stands, but for white space and comments, in a file that is compiled: in
/// this target. The files that the tutorial has its readers write are compiled by `.ci/tutorial`, in an app of their own.
@Suite struct SampleTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        .standardizedFileURL

    private static let documents: [String] = {
        let pages =
            (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Documentation").path)) ?? []
        return ["README.md"] + pages.filter { $0.hasSuffix(".md") }.sorted().map { "Documentation/\($0)" }
    }()

    @Test(arguments: documents)
    func `a sample is compiled`(document: String) throws {
        let compiled = try Self.compiledText()
        let text = try String(contentsOf: Self.root.appending(path: document), encoding: .utf8)
        for sample in Self.samples(in: text) {
            let isCompiled = compiled.contains(sample.joined())
            #expect(isCompiled, "\(document): no file has the sample that begins with \(sample.first ?? "")")
        }
    }

    @Test(arguments: documents)
    func `a link leads to a file`(document: String) throws {
        let file = Self.root.appending(path: document)
        let text = try String(contentsOf: file, encoding: .utf8)
        for match in text.matches(of: /\]\(([^)#:]+)\)/) {
            let target = file.deletingLastPathComponent().appending(path: String(match.1)).standardizedFileURL
            #expect(FileManager.default.fileExists(atPath: target.path), "\(document) links to \(match.1)")
        }
    }

    @Test func `the tutorial is gone through step by step`() throws {
        let run = Self.root.appending(path: ".ci/run")
        #expect(try String(contentsOf: run, encoding: .utf8).contains("\n.ci/tutorial\n"))
        for document in Self.documents where document != "Documentation/tutorial.md" {
            let text = try String(contentsOf: Self.root.appending(path: document), encoding: .utf8)
            #expect(!text.contains("<!-- step:"), "\(document): nobody goes through its steps")
        }
        // Each block is a step, so that nothing of the page is left out. The script says so of each line, too.
        let page = try String(contentsOf: Self.root.appending(path: "Documentation/tutorial.md"), encoding: .utf8)
        let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
        var isInside = false
        for (index, line) in lines.enumerated() where line.hasPrefix("```") {
            isInside.toggle()
            let before = index > 0 ? lines[index - 1] : ""
            #expect(!isInside || before.hasPrefix("<!-- step: "), "line \(index + 1) begins a block that is no step")
        }
        #expect(!isInside && lines.count { $0.hasPrefix("<!-- step: ") } > 50)
    }

    private static func samples(in text: String) -> [[String]] {
        var samples: [[String]] = []
        var current: [String]?
        var isStep = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("<!-- step: file ") {
                isStep = true
            } else if line.hasPrefix("```") {
                if let sample = current { samples.append(sample) }
                current = current == nil && line == "```swift" && !isStep ? [] : nil
                isStep = false
                // The end of a block in another language must not begin a Swift one.
                if line != "```swift", line != "```" { current = nil }
            } else if let trimmed = trimmed(line), current != nil {
                current?.append(trimmed)
            }
        }
        return samples
    }

    private static func compiledText() throws -> String {
        let folder = root.appending(path: "Tests/DocumentationTests")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0 != "SampleTests.swift" }
            .sorted()
            .flatMap { file in
                try String(contentsOf: folder.appending(path: file), encoding: .utf8).split(separator: "\n")
                    .compactMap(trimmed)
            }
            .joined()
    }

    /// Comments at the end of a line may be of the page alone.
    private static func trimmed(_ line: Substring) -> String? {
        let code = line.firstRange(of: " // ").map { line[..<$0.lowerBound] } ?? line
        let text = code.filter { !$0.isWhitespace }
        return text.isEmpty ? nil : text
    }
}
