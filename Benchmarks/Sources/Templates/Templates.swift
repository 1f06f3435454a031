import AshlarTemplate
import Foundation
import Mustache
import Stencil

/// The template engine beside others, in one run: `swift run -c release Templates` in this folder. With `--memory` a million
/// renders follow; with `--profile` there is nothing but renders of the page.
@main
struct Templates {
    static let folder = "Templates"
    static let rounds = 60

    static func main() throws {
        let engine = TemplateEngine(loader: AshlarTemplate.FileSystemLoader(root: folder, watches: false))
        let rows = (0..<1_000).map(Row.init)
        let links = (0..<8).map(Link.init)
        let values: [String: any Sendable] = ["site": "Bits & Pieces", "rows": rows, "links": links]
        let page = try engine.renderText("page.html", values)
        if CommandLine.arguments.contains("--profile") {
            // Nothing else, for a profiler to look at.
            for _ in 0..<3_000 { _ = try engine.render("page.html", values) }
            return
        }

        let source = try longTemplate()
        let ashlar = try Measure.least(of: rounds) { _ = try engine.render("page.html", values) }
        let dictionaries: [String: any Sendable] = [
            "site": "Bits & Pieces", "rows": rows.map(\.dictionary), "links": links.map(\.dictionary),
        ]
        guard try engine.renderText("page.html", dictionaries) == page else { throw NotTheSame(engine: "Ashlar") }
        let dictionary = try Measure.least(of: rounds) { _ = try engine.render("page.html", dictionaries) }
        let compile = try Measure.least(of: rounds) {
            let fresh = TemplateEngine(loader: AshlarTemplate.DictionaryLoader(["long.html": source]))
            guard fresh.templates(usedBy: "long.html").count == 1 else { throw NotTheSame(engine: "Ashlar") }
        }
        let jinja = try Jinja(folder: folder, rounds: rounds, source: source)
        let mustache = try measureMustache(rows, links, page)
        let stencil = try measureStencil(rows, links, page)

        if let jinja, Measure.packed(jinja.page) != Measure.packed(page) { throw NotTheSame(engine: "Jinja2") }
        print("A page with inheritance, 1,000 rows and escaping (\(page.utf8.count) bytes),")
        print("CPU time, least of \(rounds):")
        report("Ashlar", ashlar, 1)
        report("with dictionaries", dictionary, dictionary / ashlar)
        if let jinja { report("Jinja2 on CPython", jinja.pageSeconds, jinja.pageSeconds / ashlar) }
        report("swift-mustache", mustache, mustache / ashlar)
        report("Stencil", stencil, stencil / ashlar)
        print("A template of \(source.split(separator: "\n").count) lines (\(source.utf8.count) bytes), compiled:")
        report("Ashlar", compile, 1)
        if let jinja { report("Jinja2 on CPython", jinja.compileSeconds, jinja.compileSeconds / compile) }
        if CommandLine.arguments.contains("--memory") { try measureMemory() }
    }

    private static func report(_ name: String, _ seconds: Double, _ ratio: Double) {
        let micros = String(format: "%10.1f us", seconds * 1e6)
        print("  " + name.padding(toLength: 22, withPad: " ", startingAt: 0), micros, String(format: "%6.1f x", ratio))
    }

    /// Fifty blocks of what pages are made of.
    private static func longTemplate() throws -> String {
        let part = try String(contentsOfFile: folder + "/part.html", encoding: .utf8)
        return (0..<50).map { part.replacing("NUMBER", with: "\($0)") }.joined()
    }

    private static func measureMustache(_ rows: [Row], _ links: [Link], _ page: String) throws -> Double {
        var library = MustacheLibrary()
        for name in ["layout", "page"] {
            let text = try String(contentsOfFile: "\(folder)/\(name).mustache", encoding: .utf8)
            try library.register(text, named: name)
        }
        let reflected: [String: Any] = ["site": "Bits & Pieces", "rows": rows, "links": links]
        let dictionaries: [String: Any] = [
            "site": "Bits & Pieces", "rows": rows.map(\.dictionary), "links": links.map(\.dictionary),
        ]
        // It writes other references for quotes.
        let text = library.render(reflected, withTemplate: "page") ?? ""
        guard Measure.packed(text).count > page.count / 2 else { throw NotTheSame(engine: "swift-mustache") }
        // Whichever way to hand over the rows is faster.
        return min(
            Measure.least(of: rounds) { _ = library.render(reflected, withTemplate: "page") },
            Measure.least(of: rounds) { _ = library.render(dictionaries, withTemplate: "page") })
    }

    private static func measureStencil(_ rows: [Row], _ links: [Link], _ page: String) throws -> Double {
        let extensions = Extension()
        // Stencil has no escaping of its own: this is ours, the fastest that it can have.
        extensions.registerFilter("e") { value in (value as? String).map { Markup.escaping($0).html } ?? value }
        let environment = Environment(
            loader: Stencil.FileSystemLoader(paths: [.init(folder)]), extensions: [extensions])
        let values: [String: Any] = [
            "site": "Bits & Pieces", "rows": rows.map(\.dictionary), "links": links.map(\.dictionary),
        ]
        let template = try environment.loadTemplate(name: "page.stencil")
        guard Measure.packed(try template.render(values)) == Measure.packed(page) else {
            throw NotTheSame(engine: "Stencil")
        }
        return try Measure.least(of: rounds / 4) { _ = try template.render(values) }
    }

    private static func measureMemory() throws {
        let engine = TemplateEngine(loader: AshlarTemplate.FileSystemLoader(root: folder, watches: false))
        let values: [String: any Sendable] = [
            "site": "Bits & Pieces", "rows": (0..<3).map(Row.init), "links": (0..<2).map(Link.init),
        ]
        for _ in 0..<10_000 { _ = try engine.render("page.html", values) }
        let before = Measure.memory()
        for round in 1...1_000_000 {
            _ = try engine.render("page.html", values)
            if round % 250_000 == 0 {
                print("Resident after \(round) renders: \(Measure.memory() / 1024) KiB, at first \(before / 1024)")
            }
        }
    }
}

/// An engine has rendered another page than the others.
struct NotTheSame: Error, CustomStringConvertible {
    let engine: String
    var description: String { "\(engine) renders another page, or none" }
}
