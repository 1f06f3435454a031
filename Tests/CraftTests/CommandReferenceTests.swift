import Foundation
import Testing

@testable import Craft

@Suite struct CommandReferenceTests {
    @Test func `the reference is what the commands say`() throws {
        let path = "\(Workspace.framework)/Documentation/commands.md"
        if ProcessInfo.processInfo.environment["ASHLAR_RECORD_SNAPSHOTS"] != nil {
            try Files.write(CommandReference.text, to: path)
        }
        let kept = Files.exists(path) ? try Files.text(path) : ""
        #expect(
            kept == CommandReference.text,
            "Write it anew: ASHLAR_RECORD_SNAPSHOTS=1 ./craft test --filter CommandReferenceTests")
    }

    @Test func everyCommandIsInIt() {
        for name in CraftProgram.names { #expect(CommandReference.text.contains("### craft \(name)\n"), "\(name)") }
    }
}
