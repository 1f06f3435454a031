import Ashlar
import Foundation
import NIOCore
import Testing

/// An app's folder that is removed again.
final class AppFolder: Sendable {
    let path: String

    init(_ files: [String: String] = [:]) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "ashlar-app-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path + "/views", withIntermediateDirectories: true)
        for (name, text) in files { try write(name, text) }
    }

    func write(_ name: String, _ text: String) throws {
        let url = URL(filePath: path).appending(path: name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path + "/" + name) }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// The private server that the tests run on.
func testDatabaseURL() throws -> String {
    guard let url = ProcessInfo.processInfo.environment["ASHLAR_TEST_DATABASE_URL"] else {
        throw MissingTestDatabase()
    }
    return url
}

/// Makes a database of its own for the body, which is given its address.
func withTestDatabase(_ body: (String) async throws -> Void) async throws {
    let name = "ashlar_test_\(UUID().uuidString.lowercased().replacing("-", with: "_"))"
    let url = try testDatabaseURL()
    let admin = Database(configuration: .init(url: url), logger: Logger(label: "test"))
    try await admin.execute("create database \(identifier: name)")
    let result: Result<Void, any Error>
    do {
        result = .success(try await body(try #require(URLComponents(string: url)).replacingDatabase(with: name)))
    } catch { result = .failure(error) }
    try await admin.execute("drop database \(identifier: name) with (force)")
    await admin.shutdown()
    try result.get()
}

struct MissingTestDatabase: Error, CustomStringConvertible {
    let description = "ASHLAR_TEST_DATABASE_URL is not set: run the tests with ./craft test"
}

/// Boots an app in a folder while the body runs, without the variables of the process.
func withKernel(
    _ app: any Application, in folder: AppFolder, _ variables: [String: String] = [:],
    _ body: (Kernel) async throws -> Void
) async throws {
    let config = try await Config.load(
        root: folder.path, variables: ["LOG_LEVEL": "critical"].merging(variables) { $1 })
    try await Kernel.whileBooted(app, config: config, body)
}

extension Kernel {
    func send(
        _ method: HTTPRequest.Method = .get, _ target: String, accept: String = "text/html"
    ) async throws -> (status: Int, text: String, headers: HTTPFields) {
        let response = try await respond(to: Request(method: method, target: target, headers: [.accept: accept]))
        return (response.status.code, String(buffer: try await response.body.collect()), response.headers)
    }
}

/// An app that is nothing but its routes.
struct RoutesOnly: Application {
    let declare: @Sendable (Routes) -> Void
    var providers: [any ServiceProvider.Type] = []

    init() { declare = { _ in } }

    init(providers: [any ServiceProvider.Type] = [], _ declare: @escaping @Sendable (Routes) -> Void) {
        self.declare = declare
        self.providers = providers
    }

    func routes(_ routes: Routes) { declare(routes) }
}
