import Foundation
import Testing

/// What every file of the house keeps to.
@Suite struct HouseRulesTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        .standardizedFileURL

    private static func files(in folder: String) -> [URL] {
        let all = FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil)
        return (all?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
    }

    @Test func `no file is over 400 lines`() throws {
        for file in Self.files(in: "Sources") + Self.files(in: "Tests") {
            let lines = try String(contentsOf: file, encoding: .utf8).count { $0.isNewline }
            #expect(lines <= 400, "\(file.lastPathComponent) has \(lines) lines")
        }
    }

    @Test(arguments: ["@unchecked Sendable", "nonisolated(unsafe)"])
    func `a promise to the compiler has its proof beside it`(promise: String) throws {
        for file in Self.files(in: "Sources") {
            let lines = try String(contentsOf: file, encoding: .utf8).split(
                separator: "\n", omittingEmptySubsequences: false)
            for (index, line) in lines.enumerated() where line.contains(promise) && !line.contains("//") {
                let before = index > 0 ? lines[index - 1] : ""
                #expect(before.contains("//"), "\(file.lastPathComponent):\(index + 1) has no proof")
            }
        }
    }
}
