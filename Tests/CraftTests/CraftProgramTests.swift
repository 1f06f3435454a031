import ArgumentParser
import Testing

@testable import Craft

@Suite struct CraftProgramTests {
    @Test(
        "takes colons between words",
        arguments: [
            (["make:controller", "Post"], ["make", "controller", "Post"]),
            (["destroy:scaffold", "Post"], ["destroy", "scaffold", "Post"]), (["db:start"], ["db", "start"]),
            (["new", "a:b"], ["new", "a:b"]), (["--a:b"], ["--a:b"]), ([], []),
        ])
    func colons(given: [String], words: [String]) { #expect(CraftProgram.split(given) == words) }

    @Test(
        "says what was probably meant",
        arguments: [
            (["serv"], "There is no command \"craft serv\". Did you mean \"serve\"?\nSee them all: ./craft --help"),
            (
                ["make", "modle", "Post"],
                "There is no command \"craft make modle\". Did you mean \"model\"?\nSee them all: ./craft make --help"
            ),
            (["xyz"], "There is no command \"craft xyz\".\nSee them all: ./craft --help"),
        ])
    func unknown(given: [String], text: String) {
        #expect(message(of: { try CraftProgram.checkCommand(given) }) == text)
    }

    @Test(
        "lets every command pass",
        arguments: [
            [], ["--help"], ["help", "new"], ["new", "blog"], ["make", "model", "Post"], ["make", "--help"],
            ["destroy", "model", "Post"],
            ["migrate", "rollback"], ["test", "--filter", "x"],
        ])
    func known(given: [String]) { #expect(message(of: { try CraftProgram.checkCommand(given) }) == "") }

    @Test(
        "leaves what is none of its commands to the app",
        arguments: [
            (["publish", "--limit", "5"], true), (["serve"], false), (["make", "nothing"], false), (["--help"], false),
            (["help"], false), ([], false),
        ])
    func forApp(arguments: [String], isForApp: Bool) { #expect(CraftProgram.isForApp(arguments) == isForApp) }

    @Test(
        "hands arguments on as they are",
        arguments: [["rollback", "--step", "2"], ["--force"], ["status", "-v", "x"]])
    func passesOn(arguments: [String]) throws {
        let command = try #require(try CraftCommand.parseAsRoot(["migrate"] + arguments) as? MigrateCommand)
        #expect(command.arguments == arguments)
    }

    @Test func readsOptions() throws {
        let serve = try #require(
            try CraftCommand.parseAsRoot(["serve", "--port", "8001", "--no-watch"]) as? ServeCommand)
        #expect(serve.host == "127.0.0.1")
        #expect(serve.port == 8001)
        #expect(!serve.watch)
        let model = try #require(
            try CraftCommand.parseAsRoot(["make", "model", "Post", "-m", "-c"]) as? MakeCommand.Model)
        #expect(model.migration && model.controller && !model.options.force && model.fields.fields.isEmpty)
    }

    @Test("refuses a port that is none", arguments: ["65536", "-1", "x"])
    func port(text: String) {
        #expect(throws: (any Error).self) { try CraftCommand.parseAsRoot(["serve", "--port", text]) }
    }
}
