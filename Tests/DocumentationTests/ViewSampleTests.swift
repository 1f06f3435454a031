import Ashlar
import AshlarTesting
import Foundation
import Testing

@Suite struct ViewSampleTests {
    @Test func `the sample's function takes any number`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ashlar-views-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "views"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("{{ stars(3) }}|{{ stars(-1) }}|{{ stars(9223372036854775807) }}".utf8)
            .write(to: folder.appending(path: "views/page.html"))
        try await AshlarTesting.withApp(Showcase.self, root: folder.path) { app in
            let renderer = try app.kernel.resolver.resolve(ViewRenderer.self)
            #expect(String(buffer: try await renderer.render("page")) == "***||*****")
        }
    }
}
