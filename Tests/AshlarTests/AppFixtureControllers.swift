import Ashlar
import Synchronization

protocol Printer: Sendable { func line() -> String }

struct FakePrinter: Printer { func line() -> String { "fake" } }
struct PaperPrinter: Printer { func line() -> String { "paper" } }

@Injectable struct Report { let printer: any Printer }

@Controller struct ReportController {
    let report: Report
    func show() -> String { report.printer.line() }
}

@Injectable final class Left {
    let right: Right
    init(right: Right) { self.right = right }
}

@Injectable struct Right { let left: Left }

@Controller struct LoopController {
    let left: Left
    func show() -> String { "never" }
}

@Controller struct ViewController {
    func index() -> View { View("posts.indx") }
}

@Controller struct TroubleController {
    func breaks() throws -> String { throw Trouble() }
    func refuses() throws -> String { throw HTTPError(.conflict, "Already taken.") }
    func page(title: String) -> View { View("page", ["title": title]) }
}

struct Trouble: Error, CustomStringConvertible { let description = "the secret <word> is sesame" }

struct PrinterProvider: ServiceProvider {
    func register(_ container: Container) { container.instance(PaperPrinter(), as: (any Printer).self) }
}

final class Journal: Sendable {
    @TaskLocal static var current: Journal?
    private let written = Mutex<[String]>([])
    var lines: [String] { written.withLock { $0 } }
    static func note(_ line: String) { current?.written.withLock { $0.append(line) } }
}

struct FirstProvider: ServiceProvider {
    func boot(_ resolver: Resolver) async throws { Journal.note("boot first") }
    func shutdown() async { Journal.note("shutdown first") }
}

struct SecondProvider: ServiceProvider {
    func boot(_ resolver: Resolver) async throws { Journal.note("boot second") }
    func shutdown() async { Journal.note("shutdown second") }
}

struct FailingProvider: ServiceProvider {
    struct NoServer: Error, CustomStringConvertible { let description = "no mail server" }
    func boot(_ resolver: Resolver) async throws { throw NoServer() }
    func shutdown() async { Journal.note("shutdown failing") }
}
