import AshlarSupport
import Foundation
import HarbourClient
import ParcelServiceClient
import Synchronization
import TestClients
import Testing

@testable import Ashlar

/// Clients that craft wrote, against the server that they were written for.
@Suite struct ClientTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Clients")

    private func withHarbour(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        try await withKernel(HarbourApp(), in: AppFolder()) { kernel async throws in
            try await served(kernel) { port async throws in try await body(port) }
        }
    }

    @Test func `the description that the client was written from is that of the app`() throws {
        let declared = Routes()
        HarbourApp().routes(declared)
        let json = OpenAPIDocument(
            try RouteTable(declared), title: "Harbour", policy: JSONPolicy(), errors: .problem
        ).json
        let file = Self.folder.appending(path: "harbour.json")
        if ProcessInfo.processInfo.environment["ASHLAR_RECORD_SNAPSHOTS"] != nil {
            try Data(json.utf8).write(to: file)
        }
        #expect(
            (try? String(contentsOf: file, encoding: .utf8)) == json,
            "Write it anew: ASHLAR_RECORD_SNAPSHOTS=1 ./craft test --filter ClientTests, twice")
    }

    @Test func `a Swift client creates, lists, finds, and sends files`() async throws {
        try await withHarbour { port in
            let client = HarbourClient.APIClient(
                baseURL: "http://127.0.0.1:\(port)/", credentials: .init(bearer: "harbour"))
            let key = UUID()
            let made = try await client.boatsStore(
                body: .init(
                    name: " Möwe & \"Co\" ", length: 12.5, kind: .rowBoat, berth: .init(pier: "A", number: 3),
                    launchedOn: Date(timeIntervalSince1970: 1_600_000_000.25), price: Decimal(string: "1234567.89"),
                    tags: ["a b", "ü"], key: key, site: URL(string: "https://example.com/möwe")))
            #expect(made.name == "Möwe & \"Co\"" && made.kind == .rowBoat && made.key == key)
            #expect(made.berth?.number == 3 && made.price.map { abs($0 - 1234567.89) < 0.001 } == true)
            #expect(made.lastSeen["here"] == Date(timeIntervalSince1970: 1_700_000_000))
            _ = try await client.boatsStore(body: .init(name: "Lark", length: 4, kind: .motor))
            let page = try await client.boatsIndex(kinds: [.motor, .sail], xLanguage: "de", theme: "dark")
            #expect(page.total == 1 && page.items.first?.name == "Lark" && page.items.first?.tags == [])
            let since = try await client.boatsIndex(kinds: [], since: .init(year: 2020, month: 9, day: 1))
            #expect(since.items.map(\.id) == [made.id])
            #expect(try await client.boatsShow(boat: 1).name == made.name)
            let told = try await client.boatsPicture(
                boat: 2,
                body: .init(file: .init(name: "a \"b\".txt", type: "text/plain", data: Data("sea".utf8)), title: "Lärk")
            )
            #expect(told.hasPrefix("2 Lärk a ") && told.hasSuffix(" sea"), "\(told)")
            #expect(
                try await client.theme(name: "a/b?c#d %", xLanguage: "de", theme: "dark; x=1")
                    == "a/b?c#d % de dark; x=1")
        }
    }

    @Test func `a Swift client says why something was not done`() async throws {
        try await withHarbour { port in
            let base = "http://127.0.0.1:\(port)"
            let client = HarbourClient.APIClient(baseURL: base, credentials: .init(headerKey: "lighthouse"))
            let invalid = await #expect(throws: HarbourClient.APIError.self) {
                try await client.boatsStore(body: .init(name: "", length: 900, berth: .init(pier: "A", number: 0)))
            }
            #expect(invalid?.status == 422 && invalid?.problem?.errors.count == 3)
            #expect(invalid?.messages(for: "length").first?.hasPrefix("The length must be between 1") == true)
            #expect(invalid?.messages(for: "berth.number").count == 1)
            #expect("\(try #require(invalid))".contains("body.name: "))
            let missing = await #expect(throws: HarbourClient.APIError.self) { try await client.boatsShow(boat: 99) }
            #expect(missing?.status == 404 && missing?.problem?.title == "Not Found")
            _ = try await client.boatsStore(body: .init(name: "Lark", length: 4))
            let conflict = await #expect(throws: BoatsStoreFailure.self) {
                try await client.boatsStore(body: .init(name: "Lark", length: 4))
            }
            #expect(conflict == .conflict(.init(name: "Lark", takenBy: 1)))
            let stranger = HarbourClient.APIClient(baseURL: base)
            let unknown = await #expect(throws: HarbourClient.APIError.self) { try await stranger.boatsIndex() }
            #expect(unknown?.status == 401 && unknown?.problem?.detail == "Sign in first.")
            let wrong = HarbourClient.APIClient(baseURL: base, credentials: .init(bearer: "no"))
            #expect(await #expect(throws: HarbourClient.APIError.self) { try await wrong.boatsIndex() }?.status == 401)
        }
    }

    // MARK: - Everything else that descriptions say

    /// Remembers what it was to send, and answers what it is told.
    private final class Recorder: ParcelServiceClient.APITransport {
        private let sent = Mutex<[ParcelServiceClient.APIRequest]>([])
        private let answer: ParcelServiceClient.APIResponse

        init(_ status: Int, _ body: String = "", type: String = "application/json") {
            answer = .init(status: status, headers: ["content-type": type], body: Data(body.utf8))
        }

        var request: ParcelServiceClient.APIRequest? { sent.withLock { $0.last } }
        var body: String { String(decoding: request?.body ?? Data(), as: UTF8.self) }

        func send(_ request: ParcelServiceClient.APIRequest, below base: String) async throws
            -> ParcelServiceClient.APIResponse
        {
            sent.withLock { $0.append(request) }
            return answer
        }
    }

    private func client(_ recorder: Recorder, _ credentials: ParcelServiceClient.APIClient.Credentials = .init())
        -> ParcelServiceClient.APIClient
    {
        .init(credentials: credentials, transport: recorder)
    }

    @Test func `several answers, choices by a discriminator, and types that hold themselves`() async throws {
        let recorder = Recorder(
            200,
            #"""
            {"id": "1", "contents": {"kind": "Bundle", "of": [{"kind": "letter", "pages": 2}, {"kind": "goods", "value": "0.10"}]},
             "parent": null, "previous": {"id": "0", "contents": {"kind": "goods", "value": 7.25}, "parent": null, "self": "a", "sent_at": "2026-01-02T03:04:05Z"},
             "self": "https://example.com/1", "sent_at": "2026-01-02T03:04:05.5Z", "due": "2026-02-03", "seal": "aGk=", "2d-code": "x", "status": "in_transit", "notes": [1, null, {"a": 1.5}]}
            """#)
        let answer = try await client(recorder).getParcel(
            parcelId: "a/b", xTraceId: UUID(uuidString: "123E4567-E89B-12D3-A456-426614174000"),
            filter: .init(minWeight: 1.5, class: ["x", "y z"]), bodyValue: true)
        guard case .ok(let parcel) = answer else { throw Unexpected() }
        #expect(
            parcel.contents
                == .bundle(.init(of: [.letter(.init(pages: 2)), .goods(.init(value: Decimal(string: "0.10") ?? 0))])))
        #expect(parcel.previous?.contents == .goods(.init(value: 7.25)) && parcel.parent == nil)
        #expect(parcel.due == .init(year: 2026, month: 2, day: 3) && parcel.seal == Data("hi".utf8))
        #expect(parcel._2dCode == "x" && parcel.status == .inTransit2)
        #expect(parcel.notes == .list([.integer(1), .null, .object(["a": .number(1.5)])]))
        let request = try #require(recorder.request)
        #expect(
            request.address(below: "https://parcels.example.com/v2/")
                == "https://parcels.example.com/v2/parcels/a%2Fb?filter%5Bclass%5D=x&filter%5Bclass%5D=y%20z&filter%5Bmin_weight%5D=1.5&body=true"
        )
        #expect(request.headers["X-Trace-Id"] == "123E4567-E89B-12D3-A456-426614174000")
        // What was read is written as it was, and read again as the same.
        let again = try JSONDecoder.iso.decode(Parcel.self, from: JSONEncoder.iso.encode(parcel))
        #expect(again.contents == parcel.contents && again.previous?.id == "0")
        #expect(try await client(Recorder(204)).getParcel(parcelId: "1") == .noContent)
        #expect(
            try await client(Recorder(202, #"{"name": "n", "step": 2}"#)).getParcel(parcelId: "1")
                == .accepted(.init(name: "n", step: 2)))
        let missing = await #expect(throws: GetParcelFailure.self) {
            try await client(Recorder(404, #"{"message": "gone"}"#)).getParcel(parcelId: "1")
        }
        #expect(missing == .notFound(.init(message: "gone")))
        let broken = await #expect(throws: ParcelServiceClient.APIError.self) {
            try await client(Recorder(200, "[]")).getParcel(parcelId: "1")
        }
        #expect(broken.map { "\($0)" }?.hasPrefix("200: The answer is no Parcel: ") == true)
        #expect(
            await #expect(throws: ParcelServiceClient.APIError.self) {
                try await client(Recorder(500, "oops", type: "text/plain")).getParcel(parcelId: "1")
            }?.description == "500: oops")
    }

    @Test func `bodies of every kind, and ways to prove who it is`() async throws {
        let patch = Recorder(299, #"{"a": 1}"#)
        let done = try await client(patch, .init(token: "t k&")).parcelsUpdate(
            parcelId: "1", body: .init(weight: nil, size: .base(.init(name: "b"))))
        #expect(done == ["a": 1])
        #expect(
            patch.body == #"{"weight":null,"size":{"name":"b"}}"#
                || patch.body == #"{"size":{"name":"b"},"weight":null}"#)
        #expect(patch.request?.query.map { "\($0.name)=\($0.value)" } == ["api token=t k&"])
        let both = Recorder(200, "{}")
        _ = try await client(both, .init(login: ("ada", "pä"), tenant: "x;y")).parcelsUpdate(
            parcelId: "1", body: .init(weight: 2, size: .int(3)))
        #expect(both.request?.headers["Authorization"] == "Basic \(Data("ada:pä".utf8).base64EncodedString())")
        #expect(both.request?.cookies.map(\.value) == ["x%3By"])
        // One half of a way proves nothing.
        let half = Recorder(200, "{}")
        _ = try await client(half, .init(tenant: "x")).parcelsUpdate(parcelId: "1", body: .init(weight: 2))
        #expect(half.request?.cookies.isEmpty == true && half.request?.headers["Authorization"] == nil)

        let form = Recorder(200, "sent", type: "text/plain")
        let told = try await client(form).send(
            body: .init(
                label: .init(name: "l\"\r\n.pdf", data: Data("L".utf8)),
                photos: [.init(name: "p", data: Data("P".utf8))],
                to: .init(city: "Ulm", lines: ["a", "b"]),
                stops: [.init(map: .init(name: "m", data: Data("M".utf8)), on: .init(year: 2026, month: 1, day: 9))]))
        #expect(told == "sent")
        for part in [
            "name=\"label\"; filename=\"l%22%0D%0A.pdf\"\r\nContent-Type: application/octet-stream\r\n\r\nL\r\n",
            "name=\"photos[]\"; filename=\"p\"", "name=\"to[city]\"\r\n\r\nUlm\r\n", "name=\"to[lines]\"\r\n\r\nb\r\n",
            "name=\"stops[0][map]\"; filename=\"m\"", "name=\"stops[0][on]\"\r\n\r\n2026-01-09\r\n",
        ] { #expect(form.body.contains(part), "\(part)\n\(form.body)") }

        let search = Recorder(200, "[]")
        #expect(try await client(search).search(body: .init(q: "a&b", sizes: [.minus1, .value0])) == [])
        #expect(search.body == "q=a%26b&sizes=-1&sizes=0")
        let bytes = Recorder(200, "PDF", type: "application/pdf")
        #expect(try await client(bytes).putParcelsParcelId(parcelId: "1", body: Data("x".utf8)) == Data("PDF".utf8))
        #expect(bytes.request?.headers["Content-Type"] == "application/octet-stream" && bytes.body == "x")
    }

    // MARK: - TypeScript

    @Test(.enabled(if: Tool.tsc != nil, "TypeScript is not installed"), arguments: ["harbour", "parcels"])
    func `a client in TypeScript has no errors`(api: String) async throws {
        let said = try await Tool.run(
            Tool.tsc,
            [
                "--strict", "--noEmit", "--target", "es2020", "--lib", "es2020,dom",
                "\(Self.folder.path)/\(api)/client.ts",
            ])
        #expect(said == "")
    }

    @Test(.enabled(if: Tool.tsc != nil && Tool.node != nil, "TypeScript or node is not installed"))
    func `a client in TypeScript creates, lists, and says why something was not done`() async throws {
        try await withHarbour { port in
            let work = FileManager.default.temporaryDirectory.appending(path: "ashlar-client-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: work) }
            _ = try await Tool.run(
                Tool.tsc,
                [
                    "--strict", "--target", "es2020", "--module", "es2020", "--lib", "es2020,dom", "--outDir",
                    work.path,
                    "\(Self.folder.path)/harbour/client.ts",
                ])
            try FileManager.default.moveItem(
                at: work.appending(path: "client.js"), to: work.appending(path: "client.mjs"))
            try Data(
                """
                import { APIClient, APIError } from "./client.mjs";
                const client = new APIClient({ baseURL: "http://127.0.0.1:\(port)", credentials: { bearer: "harbour" } });
                const made = await client.boatsStore({ body: { name: "Möwe", length: 12, kind: "row-boat", berth: { pier: "A", number: 3 }, tags: ["a"] } });
                console.log(made.id, made.name, made.kind, made.berth.number);
                const page = await client.boatsIndex({ kinds: ["row-boat", "sail"] });
                console.log(page.total, page.items[0].name);
                try { await client.boatsStore({ body: { name: "", length: 12 } }); }
                catch (error) { console.log(error instanceof APIError, error.status, error.messages("name")); }
                try { await client.boatsStore({ body: { name: "Möwe", length: 12 } }); }
                catch (error) { console.log(error.status, error.body.takenBy); }
                try { await client.boatsShow({ boat: 99 }); } catch (error) { console.log(error.status, error.problem.title); }
                client.credentials = {};
                try { await client.boatsIndex(); } catch (error) { console.log(error.status); }
                client.credentials = { headerKey: "lighthouse" };
                console.log(await client.boatsPicture({ boat: 1, body: { file: new Blob(["sea"]), title: "T" } }));
                console.log(await client.theme({ name: "a/b", theme: "dark" }));
                """.utf8
            ).write(to: work.appending(path: "run.mjs"))
            let said = try await Tool.run(Tool.node, [work.appending(path: "run.mjs").path])
            #expect(
                said == """
                    1 Möwe row-boat 3
                    1 Möwe
                    true 422 [ 'The name must have 1 to 40 characters.' ]
                    409 1
                    404 Not Found
                    401
                    1 T blob sea
                    a/b none dark

                    """)
        }
    }
}

private struct Unexpected: Error {}

extension JSONEncoder {
    fileprivate static var iso: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        return encoder
    }
}

extension JSONDecoder {
    fileprivate static var iso: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return decoder
    }
}
