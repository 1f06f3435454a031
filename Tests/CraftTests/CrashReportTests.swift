import Foundation
import Glibc
import Testing

@testable import Craft

@Suite(.blocking) struct CrashReportTests {
    @Test func `of a report the frames of the thread that crashed are read`() throws {
        let report = try #require(
            CrashReport(
                Data(
                    """
                    {"threads": [{"name": "a", "frames": [{"kind": "programCounter", "address": "0x5001"}]},
                    {"crashed": true, "frames": [
                    {"kind": "programCounter", "address": "0x0000000000001010"},
                    {"kind": "returnAddress", "address": "0x1020"}, {"kind": "asyncResumePoint", "address": "0x1030"},
                    {"kind": "returnAddress", "address": "0x5000"}, {"kind": "returnAddress", "address": "0x9000"},
                    {"kind": "returnAddress", "address": "0x0"}, {"kind": "truncated"}]}],
                    "images": [{"name": "App", "path": "/App", "baseAddress": "0x1000", "endOfText": "0x2000"},
                    {"name": "none"}, {"path": "/libc", "baseAddress": "0x4000", "endOfText": "0x6000"}]}
                    """.utf8)))
        #expect(
            report.frames == [
                CrashReport.Frame(address: 0x10, image: "/App"), CrashReport.Frame(address: 0x1f, image: "/App"),
                CrashReport.Frame(address: 0x30, image: "/App"), CrashReport.Frame(address: 0xfff, image: "/libc"),
            ])
        #expect(CrashReport(Data("{\"threads\": [".utf8)) == nil)
    }

    @Test(.timeLimit(.minutes(2)), arguments: [[], ["--workers", "1"]])
    func `where an app crashes is told by its own files`(workers: [String]) throws {
        let workspace = try Workspace()
        let program = Files.real(Files.parent(of: Bundle.main.executablePath ?? "") + "/worker-app")
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let reports = try #require(
            CrashReports(
                of: AppFolder(root: workspace.root), program: program,
                sources: "\(Workspace.framework)/Tests/WorkerApp", environment: ["PATH": path]))
        let setting = try #require(reports.setting())
        let served = try ServedProgram(
            "worker-app", ["serve", "--port", "0"] + workers, in: workspace, ["SWIFT_BACKTRACE": setting])
        #expect(try ServedProgram.ask("/trap", port: try served.port()) == "")
        var descriptor = pollfd(fd: reports.descriptor, events: Int16(POLLIN), revents: 0)
        var lines: [[String]] = []
        while lines.isEmpty {
            _ = SystemCall.retrying { Int(poll(&descriptor, 1, -1)) }
            lines = reports.lines(console: .silent)
        }
        let told = try #require(lines.first)
        #expect(lines.count == 1)
        let text = told.joined(separator: "\n")
        let first = /WorkerApp\.swift:14(:\d+)?: crash: in closure #2 .*WorkerApp\.routes\(_:\)/
        #expect(told.first?.wholeMatch(of: first) != nil, "\(text)")
        #expect(text.contains("> 14 |             if request.method == .get { fatalError("), "\(text)")
        // Neither the framework's files nor the system's.
        #expect(!told.dropFirst().contains { $0.contains("called by /") }, "\(text)")
        // It is told once, and nothing of the memory stays on the disk.
        #expect(reports.lines(console: .silent) == [])
        #expect(Files.list(below: workspace.root).filter { $0.hasSuffix(".json") } == [])
        reports.close()
        #expect(Files.list(below: workspace.root) == [])
    }

    @Test func `a program that is another by now has no lines`() throws {
        let workspace = try Workspace()
        try workspace.write("program", to: "storage/framework/App")
        let program = "\(workspace.root)/storage/framework/App"
        try workspace.writeProgram("exit 1", to: "bin/llvm-symbolizer")
        func reports(_ environment: [String: String] = [:]) -> CrashReports? {
            CrashReports(
                of: AppFolder(root: workspace.root), program: program,
                environment: ["PATH": "\(workspace.root)/bin"].merging(environment) { $1 })
        }
        let told = try #require(reports())
        let setting = try #require(told.setting())
        let folder = try #require(setting.firstMatch(of: /output-to=(.*)/)).1
        try workspace.write("{\"threads\": [", to: "\(folder)/App-1.json")
        // It is being written.
        #expect(told.lines(console: .silent) == [])
        try workspace.write("{\"threads\": []}", to: "\(folder)/App-1.json")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 0)], ofItemAtPath: program)
        #expect(
            told.lines(console: .silent) == [["The program was built anew meanwhile: where it crashed is not known."]])
        // Whoever asks for a backtrace of their own gets it.
        #expect(reports(["SWIFT_BACKTRACE": "enable=yes"]) == nil)
        #expect(reports(["PATH": "/nowhere"]) == nil)
    }
}
