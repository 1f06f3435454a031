public import Ashlar

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Boots an app, gives it to a test, and ends it.
///
/// The test runs in a transaction that is rolled back: whatever it writes, through the app or by itself, no other test
/// sees, so tests run in parallel. What the test's own code does in a transaction is a savepoint. Migrations run once, before
/// the first test; an empty database begins with `database/schema.sql`, if the app has one.
///
/// ```swift
/// @Test func theListShowsPosts() async throws {
///     try await withApp(Blog.self) { app in
///         _ = try await Post.create(title: "Hello")
///         try await app.get("/posts").assertOk().assertSee("Hello")
///     }
/// }
/// ```
///
/// - Parameters:
///   - type: the app.
///   - root: the app's folder; the folder that the tests run in by default.
///   - variables: settings that go before the environment's, such as `["APP_DEBUG": "false"]`.
///   - environment: where the app believes to run.
///   - bindings: binds fakes in place of what the app has bound.
///   - file: the file of the test, which factories' data depends on, so that tests beside each other have other data.
///   - line: the line of the test.
///   - body: the test.
/// - Throws: what booting and the test throw; ``TestDatabaseError`` where `DATABASE_URL` does not name a test database.
@discardableResult
public func withApp<App: Application, R: Sendable>(
    _ type: App.Type, root: String? = nil, variables: [String: String] = [:], environment: AppEnvironment = .testing,
    bindings: (Container) throws -> Void = { _ in }, file: String = #fileID, line: Int = #line,
    _ body: @Sendable (TestApp) async throws -> R
) async throws -> R {
    let root = root ?? FileManager.default.currentDirectoryPath
    let process = ProcessInfo.processInfo.environment
    let config = try await Config.load(
        root: root, variables: process.merging(variables) { _, new in new }, environment: environment)
    let app = App()
    let kernel = try await Kernel.boot(app, config: config, customize: bindings)
    do {
        let result = try await Faker.$current.withValue(Faker(seed: "\(file):\(line)")) {
            try await run(body, in: TestApp(kernel: kernel), app, config)
        }
        await kernel.shutdown()
        return result
    } catch {
        await kernel.shutdown()
        throw error
    }
}

private func run<R: Sendable>(
    _ body: @Sendable (TestApp) async throws -> R, in test: TestApp, _ app: any Application, _ config: Config
) async throws -> R {
    guard let database = test.kernel.database else { return try await body(test) }
    try await TestDatabase.shared.prepare(database, for: app, config: config)
    return try await Database.$current.withValue(database) {
        try await database.rollingBack { try await body(test) }
    }
}
