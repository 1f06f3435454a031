import ArgumentParser
import Foundation
import Testing

@testable import Craft

/// Migrations that have run are not taken away.
@Suite(.blocking) struct RanMigrationsTests {
    private func place(_ workspace: Workspace, url: String) throws -> Place {
        _ = try workspace.generator()
        try workspace.write("struct Shop: Application {}\n", to: "Sources/App/App.swift")
        return workspace.place(environment: ProcessInfo.processInfo.environment.merging(["DATABASE_URL": url]) { $1 })
    }

    private func run(_ words: [String], in place: Place) throws {
        let command = try #require(try CraftCommand.parseAsRoot(words) as? any CraftSubcommand)
        try command.run(in: place)
    }

    @Test func oneThatHasRunStaysUntilItIsRolledBack() throws {
        let workspace = try Workspace()
        let given = try #require(ProcessInfo.processInfo.environment["ASHLAR_TEST_DATABASE_URL"])
        var address = try #require(URLComponents(string: given))
        address.path = "/craft_\(Files.name(of: workspace.root).suffix(12).lowercased())"
        let place = try place(workspace, url: address.string ?? "")
        let client = try DatabaseClient(in: place)
        func ask(_ sql: String) throws { try client.run(try client.psql(["--command=\(sql)"]), failure: sql) }
        try DatabaseCommand.Create.parse([]).run(in: place)
        try run(["make", "migration", "create_stones_table", "name:string"], in: place)
        let path = try #require(Files.list(below: workspace.root).first { $0.hasSuffix("_CreateStonesTable.swift") })
        try ask("create table migrations (name text); insert into migrations values ('create_stones_table')")
        let refusal = """
            \(path) has run on the database. Nothing was removed.
            Roll it back first: ./craft migrate rollback. With --force the file goes, and its table stays.
            """
        #expect(message { try run(["destroy", "migration", "create_stones_table"], in: place) } == refusal)
        // One that was changed since, too.
        let text = try workspace.text(path)
        try workspace.write(text + "// Mine\n", to: path)
        #expect(message { try run(["destroy", "migration", "create_stones_table"], in: place) } == refusal)
        try workspace.write(text, to: path)
        try ask("delete from migrations")
        try run(["destroy", "migration", "create_stones_table"], in: place)
        #expect(!Files.exists("\(workspace.root)/\(path)"))
        try DatabaseCommand.Drop.parse(["--force"]).run(in: place)
    }

    @Test func aDatabaseThatDoesNotAnswerIsSaid() throws {
        let workspace = try Workspace()
        let place = try place(workspace, url: "postgres://nobody@127.0.0.1:1/none")
        try run(["make", "migration", "create_stones_table", "name:string"], in: place)
        try run(["destroy", "migration", "create_stones_table"], in: place)
        #expect(workspace.output.contains("CreateStonesTable.swift has run could not be looked up: "))
        #expect(!Files.list(below: workspace.root).contains { $0.hasSuffix("_CreateStonesTable.swift") })
    }
}
