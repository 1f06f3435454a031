import ArgumentParser
import Foundation
import Testing

@testable import Craft

/// With a program that stands in for `swift`: what is asked of it, and what is made of its answers.
@Suite(.blocking) struct AppBuilderTests {
    private func builder(_ workspace: Workspace, swift script: String) throws -> AppBuilder {
        try workspace.writeProgram(script, to: "bin/swift")
        try workspace.write("// swift-tools-version: 6.2", to: "blog/Package.swift")
        try workspace.write("let a = b\n", to: "blog/Sources/App/App.swift")
        let environment = ["PATH": "\(workspace.root)/bin:/usr/bin:/bin"]
        return AppBuilder(
            app: AppFolder(root: "\(workspace.root)/blog"),
            place: Place(
                folder: workspace.root, framework: Workspace.framework,
                buildFolder: BuildFolder(path: "\(workspace.root)/build", flags: ["-Xswiftc", "-use-ld=lld"]),
                environment: environment, console: workspace.console))
    }

    @Test func buildsInTheSharedFolderAndTakesTheProgramAway() throws {
        let workspace = try Workspace()
        let builder = try builder(
            workspace,
            swift: """
                mkdir -p ../build/debug
                echo "$PWD $*" > ../build/debug/App
                """)
        let program = try builder.build()
        #expect(program.path == "\(workspace.root)/blog/storage/framework/App")
        #expect(
            try Files.text(program.path) == """
                \(workspace.root)/blog build --scratch-path \(workspace.root)/build --disable-build-manifest-caching \
                -Xswiftc -use-ld=lld --product App

                """)
        #expect(workspace.output == "")
        #expect(Files.list(below: "\(workspace.root)/blog/storage/framework") == ["App"])
    }

    @Test func aFailedBuildKeepsTheLastGoodProgram() throws {
        let workspace = try Workspace()
        try workspace.write("good", to: "blog/storage/framework/App")
        let builder = try builder(
            workspace,
            swift: "echo \"$PWD/Sources/App/App.swift:1:9: error: cannot find 'b' in scope\"; exit 1")
        #expect(
            message(of: { _ = try builder.build() }) == """
                The app does not build.
                    Sources/App/App.swift:1:9: error: cannot find 'b' in scope
                      > 1 | let a = b
                        2 |\u{20}
                """)
        #expect(try workspace.text("blog/storage/framework/App") == "good")
    }

    @Test func plansAnewOnlyForAnotherPackageOrAfterPlanningWasCutOff() throws {
        let workspace = try Workspace()
        let folder = BuildFolder(path: "\(workspace.root)/build", flags: [])
        try workspace.writeProgram("", to: "bin/swift")
        func plans(_ root: String) throws -> Bool {
            try folder.launch(["build"], in: root, environment: ["PATH": "\(workspace.root)/bin"]).arguments
                == ["build", "--scratch-path", folder.path, "--disable-build-manifest-caching"]
        }
        func finishPlanning() throws {
            let asked = try #require(Files.modification(of: folder.marker))
            // The file system's clock is coarser than a nanosecond: until the plan is newer, it is not.
            repeat { try Files.write("{}", to: folder.plan) } while Files.modification(of: folder.plan) == asked
        }
        #expect(try plans("/one"))
        #expect(try plans("/one"))
        try finishPlanning()
        #expect(try !plans("/one"))
        #expect(try plans("/two"))
        #expect(try plans("/one"))
        try finishPlanning()
        #expect(try !plans("/one"))
        #expect(try plans("/two"))
        try finishPlanning()
        #expect(try !plans("/two"))
    }

    @Test func anOptimisedProgramHasAPlaceOfItsOwnAndIsPlannedAnew() throws {
        let workspace = try Workspace()
        let builder = try builder(
            workspace,
            swift: """
                mkdir -p ../build/release ../build/debug
                echo "$*" > ../build/release/App
                echo debug > ../build/debug/App
                """)
        let (app, place) = (builder.app, builder.place)
        _ = try builder.build()
        // The plan of the program that is not optimised is for this app.
        repeat { try Files.write("{}", to: place.buildFolder.plan) } while !place.buildFolder.hasPlan(for: app.root)
        var build = try #require(try AppBuild.start(app, in: place, .release, onBusy: { true }))
        while !build.read() {}
        #expect(try build.finish())
        let program = AppProgram(app: app, configuration: .release)
        #expect(program.path == "\(workspace.root)/blog/storage/framework/release/App")
        #expect(
            try Files.text(program.path) == """
                build --scratch-path \(workspace.root)/build --disable-build-manifest-caching --configuration release \
                -Xswiftc -use-ld=lld --product App

                """)
        #expect(try Files.text(AppProgram(app: app).path) == "debug\n")
        #expect(BuildMemory(app, in: place.buildFolder, .release).isCurrent)
        #expect(place.buildFolder.hasPlan(for: app.root))
        #expect(try ServeCommand.parse(["--release"]).release && !ServeCommand.parse([]).release)
    }

    @Test func waitsForAnotherBuildInTheSameFolder() throws {
        let workspace = try Workspace()
        let builder = try builder(workspace, swift: "mkdir -p ../build/debug; echo > ../build/debug/App")
        try Files.makeFolder("\(workspace.root)/build")
        let other = try FileLock.take("\(workspace.root)/build/craft.lock")
        var isBusy = false
        let refused = try AppBuild.start(builder.app, in: builder.place) {
            isBusy = true
            return false
        }
        #expect(isBusy && refused == nil)
        other?.release()
        _ = try builder.build()
    }

    @Test func theProgramGetsItsDatabaseAndFolder() {
        let launch = AppProgram(app: AppFolder(root: "/blog")).launch(
            ["serve"], database: AppDatabase(given: "postgres://a/b"), environment: ["A": "1", "DATABASE_URL": "old"])
        #expect(launch.executable == "/blog/storage/framework/App")
        #expect(launch.arguments == ["serve"])
        #expect(launch.directory == "/blog")
        #expect(
            launch.environment == ["A": "1", "DATABASE_URL": "postgres://a/b", "ASHLAR_CRAFT": CraftVersion.current])
    }

    @Test func whatDotEnvSaysOfTheDatabaseTheProgramReadsThere() throws {
        let workspace = try Workspace()
        let app = AppFolder(root: workspace.root)
        try workspace.write("DATABASE_URL=postgres://a/b\n", to: ".env")
        func url(_ environment: [String: String]) throws -> String? {
            let database = try AppDatabase.open(for: app, in: workspace.place(environment: environment))
            return AppProgram(app: app).launch([], database: database, environment: environment)
                .environment["DATABASE_URL"]
        }
        #expect(try url([:]) == nil)
        #expect(try url(["DATABASE_URL": ""]) == nil)
        #expect(try url(["DATABASE_URL": "postgres://c/d"]) == "postgres://c/d")
    }
}
