import Foundation
import Glibc
import Testing

@testable import Craft

@Suite(.blocking) struct BrowserTests {
    private static let address = "http://127.0.0.1:8000"

    /// A folder of programs that do nothing.
    private func workspace(_ programs: String...) throws -> Workspace {
        let workspace = try Workspace()
        for program in programs { try workspace.writeProgram("exit 0", to: "bin/\(program)") }
        return workspace
    }

    private func command(_ workspace: Workspace, browser: String? = nil) -> [String]? {
        var environment = ["PATH": "\(workspace.root)/bin"]
        environment["BROWSER"] = browser
        return Browser(opening: Self.address, environment: environment)?.command.map {
            $0.replacing("\(workspace.root)/bin/", with: "")
        }
    }

    @Test func whatTheSystemOpensAddressesWith() throws {
        #expect(try command(workspace("open", "xdg-open")) == ["xdg-open", Self.address])
        #expect(try command(workspace("open")) == ["open", Self.address])
        #expect(try command(workspace("wslview")) == ["wslview", Self.address])
        #expect(try command(workspace("ls")) == nil)
    }

    @Test func theVariableGoesFirst() throws {
        let workspace = try workspace("xdg-open", "firefox", "lynx")
        #expect(command(workspace, browser: "firefox") == ["firefox", Self.address])
        #expect(command(workspace, browser: "nothing:lynx --go %s:firefox") == ["lynx", "--go", Self.address])
        #expect(command(workspace, browser: "\(workspace.root)/bin/lynx") == ["lynx", Self.address])
        #expect(command(workspace, browser: "nothing") == ["xdg-open", Self.address])
        #expect(command(workspace, browser: "") == ["xdg-open", Self.address])
    }

    private func server(_ workspace: Workspace, host: String = "127.0.0.1", opens: Bool = true) -> DevServer {
        let place = workspace.place(environment: ["PATH": "\(workspace.root)/bin", "BROWSER": "browser"])
        return DevServer(
            app: AppFolder(root: workspace.root), place: place,
            configuration: DevServer.Configuration(host: host, port: 8000, watches: true, opensBrowser: opens))
    }

    @Test("is opened once, at an address that it can go to", arguments: ["127.0.0.1", "0.0.0.0", "::", "::1"])
    func opened(host: String) throws {
        let workspace = try Workspace()
        let pipe = "\(workspace.root)/opened"
        mkfifo(pipe, 0o600)
        try workspace.writeProgram("echo \"$@\" > \(pipe)", to: "bin/browser")
        let server = server(workspace, host: host)
        try server.perform([.report(.serving)])
        // Until somebody has written.
        let expected = ["0.0.0.0": "localhost", "::": "localhost", "::1": "[::1]"][host] ?? host
        let descriptor = open(pipe, O_RDONLY)
        defer { close(descriptor) }
        let said = String(decoding: SystemCall.drain(descriptor).bytes, as: UTF8.self)
        #expect(said == "http://\(expected):8000\n")
        #expect(workspace.output.contains("Serving http://\(host.contains(":") ? "[\(host)]" : host):8000"))
        // Not again: without a program, that would be said.
        try FileManager.default.removeItem(atPath: "\(workspace.root)/bin/browser")
        try server.perform([.report(.serving)])
        #expect(!workspace.output.contains("No browser"))
    }

    @Test func isNotOpenedUnasked() throws {
        let workspace = try Workspace()
        let server = server(workspace, opens: false)
        try server.perform([.report(.serving)])
        #expect(!workspace.output.contains("browser"))
    }

    @Test func whereThereIsNoneThatIsSaid() throws {
        let workspace = try Workspace()
        let place = workspace.place(environment: ["PATH": "\(workspace.root)/bin"])
        let server = DevServer(
            app: AppFolder(root: workspace.root), place: place,
            configuration: DevServer.Configuration(host: "127.0.0.1", port: 8000, watches: true, opensBrowser: true))
        try server.perform([.report(.serving), .report(.serving)])
        let said = "No browser was opened: BROWSER names none, and neither xdg-open, open nor wslview is installed."
        #expect(workspace.output.components(separatedBy: said).count == 2)
    }
}
