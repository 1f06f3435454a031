import AshlarSupport
import AshlarTerminal
import Foundation
import Glibc

/// Where versions of the app leave a report when they crash, and what is told of it.
///
/// Swift's runtime writes addresses alone, in a moment: with names and lines, of all threads, it takes up to half a minute, in which
/// nothing is answered. craft looks up those of the app's own files.
final class CrashReports {
    /// Readable when a report was written; it does not block.
    let descriptor: Int32
    private let app: AppFolder
    private let program: String
    /// The folder of the app's own files.
    private let sources: String
    private let symbolizer: Symbolizer
    /// Relative to the app: the runtime's settings are separated by commas, which may be in the path of an app.
    private let folder = "storage/framework/crashes-\(getpid())"

    /// How many frames of the app are shown.
    private static let limit = 8
    /// How many versions of the program may still have something to report.
    private static let kept = 3

    /// - Parameters:
    ///   - app: the app.
    ///   - program: the path of its program.
    ///   - sources: the folder of its own files; all of the app if nil.
    ///   - environment: craft's own.
    /// - Returns: nil if somebody has set `SWIFT_BACKTRACE`, who gets what it says, or if nothing is there that knows lines.
    init?(of app: AppFolder, program: String, sources: String? = nil, environment: [String: String]) {
        guard (environment["SWIFT_BACKTRACE"] ?? "").isEmpty, let symbolizer = Symbolizer(environment: environment)
        else { return nil }
        let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard descriptor >= 0 else { return nil }
        self.descriptor = descriptor
        self.app = app
        self.program = program
        self.sources = sources ?? app.root
        self.symbolizer = symbolizer
        removeOthers()
    }

    deinit { Glibc.close(descriptor) }

    /// What `SWIFT_BACKTRACE` is for a version of the app that is started now; nil if nothing can be written.
    func setting() -> String? {
        guard let made = Files.modification(of: program) else { return nil }
        let all = "\(app.root)/\(folder)"
        for old in Files.names(in: all).dropLast(Self.kept) { rmdir("\(all)/\(old)") }
        // Which program it was: another may have taken its place when it crashes.
        let path = "\(folder)/\(made)"
        guard (try? Files.makeFolder("\(app.root)/\(path)")) != nil,
            inotify_add_watch(descriptor, "\(app.root)/\(path)", UInt32(IN_CLOSE_WRITE)) >= 0
        else { return nil }
        return [
            "enable=yes", "interactive=no", "color=no", "threads=crashed", "registers=none", "images=mentioned",
            "limit=128", "symbolicate=off", "format=json", "output-to=\(path)",
        ].joined(separator: ",")
    }

    /// What is to be told of the crashes since the last time, a list of lines for each.
    func lines(console: Console) -> [[String]] {
        _ = SystemCall.drain(descriptor)
        let root = "\(app.root)/\(folder)"
        return Files.list(below: root).compactMap { file in
            guard let data = FileManager.default.contents(atPath: "\(root)/\(file)"), let report = CrashReport(data)
            else { return nil }
            // What was in memory is in it.
            unlink("\(root)/\(file)")
            let made = file.split(separator: "/").first.flatMap { Int($0) }
            guard made == Files.modification(of: program) else {
                return ["The program was built anew meanwhile: where it crashed is not known."]
            }
            return lines(of: report, console: console)
        }
    }

    /// Leaves nothing behind.
    func close() { try? FileManager.default.removeItem(atPath: "\(app.root)/\(folder)") }

    /// What one that was killed has left behind.
    private func removeOthers() {
        let place = "\(app.root)/storage/framework"
        for name in Files.names(in: place) where name.hasPrefix("crashes-") {
            guard let process = pid_t(name.dropFirst("crashes-".count)), kill(process, 0) != 0, errno == ESRCH else {
                continue
            }
            try? FileManager.default.removeItem(atPath: "\(place)/\(name)")
        }
    }

    private func lines(of report: CrashReport, console: Console) -> [String] {
        let frames = report.frames.filter { $0.image.hasPrefix(program) }
        let places = symbolizer.places(of: frames.map(\.address), in: program).flatMap(\.self)
        let own = places.filter { $0.line > 0 && $0.file.hasPrefix(sources + "/") }
        let isOwn = !own.isEmpty
        var shown = Array((isOwn ? own : places.filter { $0.line > 0 }).prefix(Self.limit))
        let names = symbolizer.readable(shown.map(\.function))
        for index in shown.indices { shown[index].function = names[index] }
        guard let first = shown.first else { return [] }
        var lines = [
            "\(console.styled(text(first), .bold)): \(console.styled("crash:", .red)) "
                + (isOwn ? "in \(first.function)" : "in \(first.function), which no file of the app's own has called")
        ]
        if let text = try? Files.text(first.file) {
            let excerpt = SourceExcerpt(of: text, around: first.line, context: 2).text
            lines += excerpt.split(separator: "\n").map { "  \($0)" }
        }
        lines += shown.dropFirst().map { "  called by \(text($0)): \($0.function)" }
        return lines + [
            console.styled(
                "  Frames of others are left out. SWIFT_BACKTRACE=enable=yes ./craft serve shows everything.", .dim)
        ]
    }

    private func text(_ place: Symbolizer.Location) -> String {
        let isOwn = place.file.hasPrefix(sources + "/")
        let file = isOwn ? String(place.file.dropFirst(sources.count + 1)) : place.file
        return "\(file):\(place.line)" + (place.column > 0 ? ":\(place.column)" : "")
    }
}
