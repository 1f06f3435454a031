import Ashlar
import Foundation
import Testing

/// The samples of templates.md are rendered, and come out as they are shown.
@Suite struct TemplateSampleTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let source: String
        let output: String
        var testDescription: String { String(source.prefix(40)) }
    }

    static let samples: [Sample] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Documentation/templates.md")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        let parts = text.components(separatedBy: "```")
        // Between the fences text and code take turns; a sample is a template with the page that follows it.
        return parts.indices.dropLast(2).filter { $0 % 2 == 1 && parts[$0].hasPrefix("jinja\n") }.map {
            Sample(source: String(parts[$0].dropFirst(6)), output: String(parts[$0 + 2].dropFirst(5)))
        }
    }()

    @Test func `the page has samples`() { #expect(Self.samples.count >= 5) }

    @Test(arguments: samples)
    func `a sample comes out as it is shown`(sample: Sample) throws {
        var files: [String: String] = [:]
        var name = "sample.html"
        for line in sample.source.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("{# file: ") {
                name = String(line.dropFirst(9).dropLast(3))
            } else {
                files[name, default: ""] += line + "\n"
            }
        }
        var configuration = TemplateEngine.Configuration()
        configuration.extensions.formUnion(TemplateExtension.ashlar)
        let engine = TemplateEngine(loader: DictionaryLoader(files), configuration: configuration)
        let books: [[String: any Sendable]] = [
            ["title": "Notes", "price": 10.5], ["title": "Sketches", "price": 31.5],
        ]
        let page = try engine.renderText(
            name, ["name": "Ada <Lovelace>", "books": books, "link": "javascript:alert(1)"])
        #expect(
            page.trimmingCharacters(in: .whitespacesAndNewlines)
                == sample.output.trimmingCharacters(in: .whitespacesAndNewlines))
    }
}
