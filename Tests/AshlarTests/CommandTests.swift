import Foundation
import ServiceLifecycle
import Testing

@testable import Ashlar

@Suite struct CommandTests {
    private let app: ModularApp = {
        var app = ModularApp()
        app.commands = [PrintIssue.self]
        app.providers = [PressProvider.self]
        return app
    }()

    private func message(_ arguments: [String]) -> String {
        AppCommand.$own.withValue(ModuleGraph(app).commands) {
            do {
                try AppCommand.check(arguments)
                _ = try AppCommand.parseAsRoot(arguments)
                return ""
            } catch {
                return AppCommand.fullMessage(for: error)
            }
        }
    }

    @Test func `a command of the app stands beside those that every app has`() throws {
        let command = try AppCommand.$own.withValue(ModuleGraph(app).commands) {
            try AppCommand.parseAsRoot(["print-issue", "--copies", "2"])
        }
        #expect((command as? PrintIssue)?.copies == 2)
        #expect(message(["check"]).isEmpty)
        let help = AppCommand.$own.withValue(ModuleGraph(app).commands) { AppCommand.helpMessage() }
        #expect(help.contains(/print-issue +Print an issue\./))
    }

    @Test func `a command that does not exist gets a suggestion`() {
        #expect(message(["print-isue"]).contains("There is no command \"print-isue\". Did you mean \"print-issue\"?"))
        #expect(message(["print-issue", "--copies", "x"]).contains("copies"))
    }

    @Test(arguments: [false, true])
    func `the app is booted for a command, and ended whatever becomes of it`(fails: Bool) async throws {
        struct Note: ConsoleCommand {
            static let configuration = CommandConfiguration(commandName: "note")
            @Flag var fails = false

            func run(_ config: Config) async throws {
                Journal.note("noted \(config.appName)")
                if fails { throw Trouble() }
            }
        }
        let folder = try AppFolder(["config/app.yaml": "name: Notes\nhealth: \"off\""])
        var app = ModularApp()
        app.commands = [Note.self]
        app.providers = [FirstProvider.self]
        let journal = Journal()
        let booted = app
        try await Journal.$current.withValue(journal) {
            let command = try #require(Note.parseAsRoot(fails ? ["--fails"] : []) as? Note)
            do {
                try await AppCommand.run(command, of: booted, in: folder.path)
                #expect(!fails)
            } catch is Trouble {
                #expect(fails)
            }
        }
        #expect(journal.lines == ["boot first", "noted Notes", "shutdown first"])
    }

    @Test func `the services of modules run beside those of the app`() async throws {
        struct Idle: Service { func run() async throws {} }
        struct Worker: Module { func services(_ kernel: Kernel) -> [any Service] { [Idle()] } }
        struct Working: Application {
            let modules: [any Module] = [Worker(), Worker().at("/again")]
            func services(_ kernel: Kernel) -> [any Service] { [Idle(), Idle()] }
            func routes(_ routes: Routes) {}
        }
        let folder = try AppFolder()
        try await withKernel(Working(), in: folder) { kernel async throws in
            #expect(ModuleGraph(Working()).services(kernel).count == 3)
        }
    }

    @Test func `what a command throws reaches who called it`() async throws {
        let folder = try AppFolder()
        try await withKernel(app, in: folder) { kernel async throws in
            let unknown = await #expect(throws: ModuleError.self) { try await kernel.call("print") }
            #expect(unknown?.message == "The app has no command \"print\".")
            await #expect(throws: (any Error).self) { try await kernel.call("print-issue", "--paper", "A4") }
            #expect(try kernel.resolver.resolve(Press.self).lines.isEmpty)
        }
    }
}
