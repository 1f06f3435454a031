import Ashlar
import AshlarTesting
import Foundation
import Testing

@Suite struct ViewSampleTests {
    private func withPage(
        _ source: String, _ body: (_ root: String) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ashlar-views-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "views"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(source.utf8).write(to: folder.appending(path: "views/page.html"))
        try await body(folder.path)
    }

    @Test func `the sample's function takes any number, its filter and its test any text`() async throws {
        let source =
            "{{ stars(3) }}|{{ stars(-1) }}|{{ stars(9223372036854775807) }}|{{ 'Land ahoy'|shout }}|{{ 'Land ahoy' is long(5) }}"
        try await withPage(source) { root in
            try await AshlarTesting.withApp(Showcase.self, root: root) { app in
                let renderer = try app.kernel.resolver.resolve(ViewRenderer.self)
                #expect(String(buffer: try await renderer.render("page")) == "***||*****|Land ahoy!|True")
            }
        }
    }

    @Test func `the sample's texts are in the reader's language`() async throws {
        let source =
            "{{ t('Hello %(name)s', name='Ada') }}|"
            + "{% trans num=2 %}{{ num }} book{% pluralize %}{{ num }} books{% endtrans %}"
        try await withPage(source) { root in
            try await AshlarTesting.withApp(Polyglot.self, root: root) { app async throws in
                #expect(try await app.with(.acceptLanguage, "de-AT").get("/").text == "Hallo Ada|2 Bücher")
                #expect(try await app.get("/").text == "Hello Ada|2 books")
            }
        }
    }

    @Test func `the sample's store keeps fragments for the next process, as long as they are to be used`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ashlar-fragments-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = FragmentFiles(folder: folder)
        store.keep(Array("a".utf8), for: "x/y", duration: .seconds(60))
        store.keep(Array("b".utf8), for: "z", duration: nil)
        store.keep(Array("c".utf8), for: "over", duration: .seconds(-1))
        let later = FragmentFiles(folder: folder)
        #expect(later.fragment(for: "x/y") == Array("a".utf8))
        #expect(later.fragment(for: "z") == Array("b".utf8))
        #expect(later.fragment(for: "over") == nil)
        #expect(later.fragment(for: "x") == nil)
    }

    @Test func `the sample knows guests, and lets them change nothing`() async throws {
        try await withPage("{{ auth.guest }} {{ can('update', 1) }} {{ cannot('update', 1) }}") { root in
            try await AshlarTesting.withApp(Members.self, root: root) { app in
                let renderer = try app.kernel.resolver.resolve(ViewRenderer.self)
                let page = try await renderer.render("page", for: Request(target: "/"))
                #expect(String(buffer: page) == "True False True")
            }
        }
    }
}
