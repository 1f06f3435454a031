import ArgumentParser
import Foundation
import Testing

@testable import Craft

/// The commands that work on an app's database, with PostgreSQL's own programs.
@Suite(.blocking) struct DatabaseDataTests {
    private func place(_ workspace: Workspace, typing lines: [String]? = nil) throws -> (Place, DatabaseClient) {
        try workspace.write("// swift-tools-version: 6.2\n", to: "Package.swift")
        try workspace.write("struct Shop: Application {}\n", to: "Sources/App/App.swift")
        let environment = ProcessInfo.processInfo.environment
        let url = try #require(environment["ASHLAR_TEST_DATABASE_URL"])
        var address = try #require(URLComponents(string: url))
        // Another database for each test.
        address.path = "/craft_\(Files.name(of: workspace.root).suffix(12).lowercased())"
        let given = environment.merging(["DATABASE_URL": address.string ?? ""]) { $1 }
        let place = workspace.place(environment: given, typing: lines)
        return (place, try DatabaseClient(in: place))
    }

    private func answer(_ sql: String, _ client: DatabaseClient) throws -> String {
        var launch = try client.psql(["--no-align", "--tuples-only", "--command=\(sql)"])
        launch.output = .captured
        return try ChildProcess.run(launch).output
    }

    @Test func aDatabaseIsMadeDumpedLoadedAndDeleted() throws {
        let workspace = try Workspace()
        let (place, client) = try place(workspace)
        try DatabaseCommand.Create.parse([]).run(in: place)
        // Again changes nothing.
        try DatabaseCommand.Create.parse([]).run(in: place)
        _ = try answer("create table stones (name text); insert into stones values ('Granite')", client)
        try DatabaseCommand.Dump.parse(["dumps/all.sql"]).run(in: place)
        #expect(try workspace.text("dumps/all.sql").contains("CREATE TABLE public.stones"))
        try DatabaseCommand.Dump.parse(["rows.sql", "--data-only", "--table", "stones"]).run(in: place)
        #expect(try workspace.text("rows.sql").contains("Granite"))
        #expect(try !workspace.text("rows.sql").contains("CREATE TABLE"))
        _ = try answer("drop table stones", client)
        try DatabaseCommand.Load.parse(["dumps/all.sql"]).run(in: place)
        #expect(try answer("select name from stones", client) == "Granite\n")
        // All or nothing.
        try workspace.write("insert into stones values ('Slate');\ninsert into nowhere values (1);\n", to: "bad.sql")
        #expect(
            message { try DatabaseCommand.Load.parse(["bad.sql"]).run(in: place) }
                == "bad.sql was not loaded. Nothing was changed.")
        #expect(try answer("select count(*) from stones", client) == "1\n")
        #expect(
            message { try DatabaseCommand.Drop.parse([]).run(in: place) } == """
                Nothing was deleted.
                Say --force if that is meant.
                """)
        try DatabaseCommand.Drop.parse(["--force"]).run(in: place)
        #expect(try answer("select 1", client).contains("does not exist"))
    }

    @Test func whoIsAtATerminalIsAskedBeforeADatabaseGoes() throws {
        let workspace = try Workspace()
        let (place, client) = try place(workspace, typing: ["n", "y"])
        try DatabaseCommand.Create.parse([]).run(in: place)
        #expect(throws: CraftError.self) { try DatabaseCommand.Drop.parse([]).run(in: place) }
        #expect(try answer("select 1", client) == "1\n")
        try DatabaseCommand.Drop.parse([]).run(in: place)
        #expect(try answer("select 1", client).contains("does not exist"))
    }

    @Test(
        arguments: [
            ("select 1 as a union select 2;  ", #"[{"a":1}, {"a":2}]"#), ("select 1 as a where false", "[]"),
            ("select 'it''s' as \"b c\", null as d", #"[{"b c":"it's","d":null}]"#),
        ])
    func aStatementAnswersWithJSON(sql: String, json: String) throws {
        let workspace = try Workspace()
        let (place, client) = try place(workspace)
        try DatabaseCommand.Create.parse([]).run(in: place)
        let text = try answer(DatabaseClient.json(sql), client).replacing("\n", with: "").replacing(" {", with: "{")
        #expect(text == json.replacing(" {", with: "{"))
        try DatabaseCommand.Drop.parse(["--force"]).run(in: place)
    }
}
