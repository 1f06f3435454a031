import AshlarConfig
import Foundation
import Testing

@Suite struct DefaultsTests {
    @Test func `a default counts where nothing is set, and nothing stays nothing`() async throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "ashlar-defaults-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: root + "/config", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: root) }
        try Data("title: Ours\nmotto: \"\"\n".utf8).write(to: URL(filePath: root + "/config/blog.yaml"))
        let config = try await Config.load(root: root, variables: ["BLOG_PAGES": "3", "SHOP_TAX": "7"])
            .withDefaults(["blog.title": "Theirs", "blog.motto": "m", "blog.pages": "1", "blog.size": "9"])
            .withDefaults(["blog.size": "10", "shop.tax": "19", "shop.currency": "EUR"])
        #expect(config.string("blog.title") == "Ours")
        #expect(config.string("blog.motto") == nil)
        #expect(try config.value("blog.pages", as: Int.self) == 3)
        #expect(try config.value("blog.size", as: Int.self) == 9)
        #expect(config.string("shop.tax") == "7")
        #expect(config.string("shop.currency") == "EUR")
    }
}
