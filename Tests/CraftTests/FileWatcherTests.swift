import Foundation
import Glibc
import Testing

@testable import Craft

@Suite(.blocking) struct FileWatcherTests {
    @Test(
        "knows what a changed file asks for",
        arguments: [
            ("Sources/App/App.swift", Supervisor.Change.source), ("Sources/App/a/b/c.json", .source),
            ("Package.swift", .source), ("Package.resolved", nil), ("config/app.yaml", .configuration),
            (".env", .configuration), (".env.example", nil), ("views/welcome.html", .view), ("public/app.css", .asset),
            ("README.md", nil), ("Tests/AppTests/HomeTests.swift", nil), ("storage/x", nil), ("Sources", nil),
            ("Sources/App/.App.swift.swp", nil), ("Sources/App/App.swift~", nil), ("Sources/App/4913", nil),
            ("Sources/App/#App.swift#", nil), ("", nil),
        ])
    func change(path: String, change: Supervisor.Change?) { #expect(WatchedFile.change(of: path) == change) }

    /// Whether the watcher tells of a change within ten seconds. What it tells besides is late news: a process that another
    /// test has just started may hold a file open that was written before.
    private func tells(_ watcher: FileWatcher, _ change: Supervisor.Change) throws -> Bool {
        let end = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < end {
            if try nextChanges(watcher).contains(change) { return true }
        }
        return false
    }

    /// What the watcher tells once the kernel says there is something.
    private func nextChanges(_ watcher: FileWatcher) throws -> Set<Supervisor.Change> {
        var descriptor = pollfd(fd: watcher.descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&descriptor, 1, 10_000) == 1 else { return [] }
        return try watcher.changes()
    }

    @Test func tellsWrittenMovedAndRemovedFiles() throws {
        let workspace = try Workspace()
        try workspace.write("a", to: "Sources/App/App.swift")
        try workspace.write("a", to: "config/app.yaml")
        let watcher = try FileWatcher(root: workspace.root)
        #expect(try watcher.changes() == [])
        try workspace.write("b", to: "Sources/App/App.swift")
        #expect(try tells(watcher, .source))
        try workspace.write("b", to: "config/app.yaml")
        #expect(try tells(watcher, .configuration))
        try workspace.write("x", to: ".env")
        #expect(try tells(watcher, .configuration))
        unlink("\(workspace.root)/Sources/App/App.swift")
        #expect(try tells(watcher, .source))
    }

    @Test func followsFoldersThatAreMadeLater() throws {
        let workspace = try Workspace()
        try workspace.write("a", to: "Sources/App/App.swift")
        let watcher = try FileWatcher(root: workspace.root)
        try workspace.write("a", to: "Sources/App/Models/Admin/Post.swift")
        #expect(try tells(watcher, .source))
        _ = try watcher.changes()
        try workspace.write("b", to: "Sources/App/Models/Admin/Post.swift")
        #expect(try tells(watcher, .source))
        try workspace.write("a", to: "config/app.yaml")
        #expect(try tells(watcher, .configuration))
        try workspace.write("a", to: "views/welcome.html")
        #expect(try tells(watcher, .view))
        try workspace.write("a", to: "public/app.css")
        #expect(try tells(watcher, .asset))
        try FileManager.default.removeItem(atPath: "\(workspace.root)/Sources/App/Models")
        #expect(try tells(watcher, .source))
    }

    @Test func isSilentAboutTheRest() throws {
        let workspace = try Workspace()
        try Files.makeFolder("\(workspace.root)/Sources/App")
        let watcher = try FileWatcher(root: workspace.root)
        try workspace.write("a", to: "Tests/AppTests/HomeTests.swift")
        try workspace.write("a", to: "storage/x")
        try Data("a".utf8).write(to: URL(fileURLWithPath: "\(workspace.root)/Sources/App/.App.swift.swp"))
        #expect(try nextChanges(watcher) == [])
    }
}
