import Ashlar
import AshlarTesting
import Foundation
import TestClients
import Testing

@Input struct FuzzedInput {
    @Rule(.trim, .length(...20), .matches(/[a-z ]*/)) var text: String = ""
    @Rule(.email) var email: String?
    var small: Int8?
    var wide: UInt64?
    var ratio: Double?
    var amount: Decimal?
    var day: Date?
    var id: UUID?
    var site: URL?
    var isOn: Bool = false
    @Rule(.distinct, .each(.trim, .slug)) var tags: [String] = []
    var inner: FuzzedPart?
    var parts: [FuzzedPart] = []
    @Rule(.dateFormat("dd.MM.yyyy")) var written: String?
    @Rule(.anyOf(.ip, .cidr, .phone, .postalCode("GB", "IE"))) var any: String?
}

@Input(unknown: .forbidden) struct FuzzedPart {
    var name: String
    @Rule(.after(\Self.from)) var to: Date?
    var from: Date?
}

@Input struct FuzzedUpload {
    @Rule(.trim, .length(...20)) var text: String?
    @Rule(.maxBytes(10)) var file: UploadedFile?
    var files: [UploadedFile] = []
    var tags: [String] = []
    var inner: FuzzedPart?
    var parts: [FuzzedPart] = []
    var small: Int8?
    var day: Date?
}

@Controller struct FuzzedController {
    func store(input: FuzzedInput, query: QueryInput<FuzzedInput>, page: Int = 1) -> NoContent { NoContent() }
    func upload(input: FuzzedUpload, query: QueryInput<FuzzedInput>) -> NoContent { NoContent() }
}

/// Whatever is sent, nothing breaks.
@Suite struct InputFuzzTests {
    private static let names = [
        "text", "email", "small", "wide", "ratio", "amount", "day", "id", "site", "isOn", "tags", "inner", "parts",
        "written", "any", "name", "to", "from", "x", "", "a.b", "é",
    ]
    private static let scalars = [
        "null", "true", "false", "0", "-0", "1", "127", "128", "-129", "18446744073709551616", "1.5", "1e308", "1e999",
        "-1e-999", "9223372036854775808", "\"\"", "\" \"", "\"a\"", "\"ada@example.com\"", "\"2026-02-30\"",
        "\"2026-02-28T24:00\"", "\"9999-12-31T23:59:60.999999999+23:59\"", "\"0000-01-01\"", "\"http://[::\"",
        "\"https://example.com:99999/\"", "\"123e4567-e89b-12d3-a456-426614174000\"", "\"\\u0000\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud800\"", "\"31.02.2026\"", "\"192.0.2.0/24\"", "\"👨‍👩‍👧‍👦\"", "\"1e5\"", "\"nan\"", "\"-\"", "{", "]", "\"",
    ]
    private static let formNames = [
        "text", "email", "small", "tags", "tags[]", "tags[0]", "tags[5]", "inner[name]", "inner[from]", "inner",
        "parts[0][name]",
        "parts[][to]", "parts[x][name]", "isOn", "day", "amount", "[", "a]", "a[", "a[[b]]", "%00", "",
        "parts[99999999999999999999][name]",
    ]
    private static let formValues = [
        "", "1", "on", "a+b", "%", "%zz", "%00", "%ff", "2026-02-28", "%F0%9F%98%80", "1e999", "&", "=", "a=b",
    ]

    private static func json(_ random: inout FakeGenerator, depth: Int) -> String {
        switch Int.random(in: 0..<(depth > 4 ? 6 : 10), using: &random) {
        case 6, 7:
            let members = (0..<Int.random(in: 0..<6, using: &random)).map { _ in
                "\"\(names.randomElement(using: &random) ?? "")\":\(json(&random, depth: depth + 1))"
            }
            return "{\(members.joined(separator: ","))}"
        case 8, 9:
            let elements = (0..<Int.random(in: 0..<4, using: &random)).map { _ in json(&random, depth: depth + 1) }
            return "[\(elements.joined(separator: ","))]"
        default: return scalars.randomElement(using: &random) ?? ""
        }
    }

    private static func form(_ random: inout FakeGenerator) -> String {
        (0..<Int.random(in: 0..<8, using: &random)).map { _ in
            (formNames.randomElement(using: &random) ?? "") + "=" + (formValues.randomElement(using: &random) ?? "")
        }.joined(separator: "&")
    }

    /// A form with files: mostly as browsers write it, now and then with a part that nobody would.
    private static func multipart(_ random: inout FakeGenerator) -> String {
        let heads = [
            "Content-Disposition: form-data; name=\"NAME\"", "content-disposition:form-data;name=NAME",
            "Content-Disposition: form-data; name=\"NAME\"; filename=\"a.txt\"\r\nContent-Type: text/plain",
            "Content-Disposition: form-data; name=\"NAME\"; filename=\"\"",
            "Content-Disposition: form-data; name=\"NAME\"; filename=\"../../x\"\r\nContent-Type: image/png",
            "Content-Disposition: form-data; name=\"NAME\"\r\nContent-Type: text/plain; charset=utf-16",
            "Content-Disposition: attachment; name=\"NAME\"", "Content-Disposition: form-data", "X: y", "",
            "Content-Disposition: form-data; name=\"NAME", "Content-Disposition: form-data; name*=UTF-8''NAME",
            "Content-Disposition: form-data; name=\"NAME\"\r\nContent-Length: 99999999999999999999",
        ]
        let names = formNames + ["file", "file", "file[]", "files[]"]
        var text = ""
        for _ in 0..<Int.random(in: 0..<6, using: &random) {
            let name = names.randomElement(using: &random) ?? ""
            let value = formValues.randomElement(using: &random) ?? ""
            let isOdd = Int.random(in: 0..<6, using: &random) == 0
            let head =
                (isOdd ? heads.randomElement(using: &random) : heads[Int.random(in: 0..<3, using: &random)]) ?? ""
            text += "--x\r\n\(head.replacing("NAME", with: name))\r\n\r\n\(value)\r\n"
        }
        let ends = ["--x--\r\n", "--x--\r\n", "--x--\r\n", "--x--", "--x", "", "--x\r\n--x--", "--y--\r\n"]
        return text + (ends.randomElement(using: &random) ?? "")
    }

    private static func request(_ random: inout FakeGenerator) -> (request: Request, body: [UInt8]) {
        let kinds: [(type: String, body: String, path: String)] = [
            ("application/json", object(&random), "/"),
            ("application/x-www-form-urlencoded", form(&random), "/"),
            ("multipart/form-data; boundary=x", multipart(&random), "/upload"),
        ]
        let kind = kinds[Int.random(in: kinds.indices, using: &random)]
        var body = Array(kind.body.utf8)
        if !body.isEmpty, Int.random(in: 0..<8, using: &random) == 0 {
            body[Int.random(in: body.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        let query = Bool.random(using: &random) ? "?" + form(&random) : ""
        let request = Request(
            method: .post, target: kind.path + query,
            headers: [.accept: "application/json", .contentType: kind.type],
            body: RequestBody(ByteBuffer(bytes: body)))
        return (request, body)
    }

    @Test func `bodies, forms, files and queries of any content are answered with 2xx or 4xx, in bounded memory`()
        async
    {
        // In a process of its own, whose memory is this test's.
        let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            let rounds = ProcessInfo.processInfo.environment["ASHLAR_FUZZ_ROUNDS"].flatMap { Int($0) } ?? 3_000
            let app = RoutesOnly {
                $0.post("/", FuzzedController.store)
                $0.post("/upload", FuzzedController.upload)
            }
            try await withKernel(app, in: AppFolder()) { kernel async throws in
                var random = FakeGenerator(seed: 7)
                var statuses: [Int: Int] = [:]
                var before = 0
                var memory: [Int] = []
                keepNoThrownErrors()
                for round in 0..<rounds {
                    if round == rounds / 3 { before = (residentBytes() >> 20) }
                    if round % max(1, rounds / 10) == 0 { memory.append((residentBytes() >> 20)) }
                    let (request, body) = Self.request(&random)
                    let status = try await kernel.respond(to: request).status.code
                    statuses[status, default: 0] += 1
                    if !(200..<300).contains(status), !(400..<500).contains(status) {
                        Issue.record("\(status): \(request.target) \(String(decoding: body, as: UTF8.self))")
                    }
                }
                #expect(Set(statuses.keys) == [204, 400, 422])
                let growth = (residentBytes() >> 20) - before
                #expect(growth < 24, "\(growth) MiB in \(rounds - rounds / 3) requests")
                if rounds > 3_000 {
                    print("fuzz: \(statuses), MiB at each tenth \(memory), \(growth) MiB more after a third")
                }
            }
        }
        // The process has an output of its own.
        let said = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
        for line in said.split(separator: "\n") where line.hasPrefix("fuzz: ") { print(line) }
    }

    private static func object(_ random: inout FakeGenerator) -> String {
        let members = (0..<Int.random(in: 0..<6, using: &random)).map { _ in
            "\"\(names.randomElement(using: &random) ?? "")\":\(json(&random, depth: 1))"
        }
        return "{\(members.joined(separator: ","))}"
    }
}
