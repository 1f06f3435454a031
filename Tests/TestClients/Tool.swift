import Foundation

/// Programs of the system.
package enum Tool {
    package static let openssl = find("openssl")
    package static let chromium = find("chromium") ?? find("chromium-browser") ?? find("google-chrome")
    package static let curl = find("curl")
    package static let node = find("node") ?? find("nodejs")
    package static let tsc = find("tsc")
    /// The script of axe-core, where `ASHLAR_AXE` says.
    package static let axe = ProcessInfo.processInfo.environment["ASHLAR_AXE"]

    /// The program schemathesis, where `ASHLAR_SCHEMATHESIS` says.
    package static let schemathesis = ProcessInfo.processInfo.environment["ASHLAR_SCHEMATHESIS"]

    package struct Failure: Error {
        package let program: String
        package let status: Int32
        package let output: String
    }

    private static func find(_ name: String) -> String? {
        ["/usr/bin/", "/usr/sbin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + name }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs a program and returns what it printed.
    package static func run(_ program: String?, _ arguments: [String]) async throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: program ?? "/nowhere")
        process.arguments = arguments
        let output = FileManager.default.temporaryDirectory.appending(path: "ashlar-output-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: output.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: output) }
        let handle = try FileHandle(forWritingTo: output)
        process.standardOutput = handle
        process.standardError = handle
        let status = try await withCheckedThrowingContinuation { (done: CheckedContinuation<Int32, any Error>) in
            process.terminationHandler = { done.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { done.resume(throwing: error) }
        }
        try handle.close()
        let text = try String(contentsOf: output, encoding: .utf8)
        guard status == 0 else { throw Failure(program: program ?? "", status: status, output: text) }
        return text
    }
}
