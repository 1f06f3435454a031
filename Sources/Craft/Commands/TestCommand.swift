import ArgumentParser

/// `craft test`
struct TestCommand: CraftSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Run the app's tests; in the framework's clone, the framework's.",
        discussion: """
            Tests have a database of their own, <app>_test on the private PostgreSQL, or that of TEST_DATABASE_URL. They never \
            touch the database of DATABASE_URL: where that is set, TEST_DATABASE_URL has to be set too.

            All arguments are handed to swift test, such as --filter HomeTests. Tests of XCTest need --enable-xctest.
            """)

    @Argument(parsing: .allUnrecognized, help: "Handed to swift test.")
    var arguments: [String] = []

    func run(in place: Place) throws {
        guard let app = AppFolder.around(place.folder) else { return try testFramework(in: place) }
        let variables = ["APP_ENV": "testing"]
        switch try TestDatabase(
            app: app.databaseName, environment: place.environment, dotEnv: try app.dotEnv(["APP_ENV": "testing"]))
        {
        case .given(let url):
            try become(variables, "DATABASE_URL", AppDatabase(given: url), in: app.root, place)
        case .own(let name):
            try become(
                variables, "DATABASE_URL", try .open(home: app.root, database: name, in: place), in: app.root, place)
        }
    }

    private func testFramework(in place: Place) throws {
        let variable = "ASHLAR_TEST_DATABASE_URL"
        let given = place.environment[variable] ?? ""
        let database: AppDatabase =
            given.isEmpty
            ? try .open(home: place.framework, database: "ashlar_test", in: place) : AppDatabase(given: given)
        // A thousand tests that begin at once would each wait for all the others: what has a time limit would meet it.
        let width = ["SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH": "8"]
        try become(width, variable, database, in: place.framework, place)
    }

    /// Becomes `swift test`: its output and its exit code are those of craft.
    private func become(
        _ variables: [String: String], _ variable: String, _ database: AppDatabase, in root: String, _ place: Place
    ) throws -> Never {
        let lock = try place.buildFolder.take {
            place.console.note("Waiting for another build on this machine")
            return true
        }
        // Without this, the summary of the tests comes below that of an empty run of XCTest.
        let runner = arguments.contains { $0.hasSuffix("able-xctest") } ? [] : ["--disable-xctest"]
        let environment = place.environment.merging(variables) { $1 }.merging([variable: database.url]) { $1 }
        var launch = try place.buildFolder.launch(["test"] + runner + arguments, in: root, environment: environment)
        launch.output = .inherited
        try database.become(launch, holding: lock)
    }
}
