import Ashlar
import AshlarTesting
import Foundation
import Logging
import NIOCore
import Testing

@Model struct Tenant {
    var id: Int?
    var email: String
    var isActive: Bool
    var passwordHash: String

    static var active: Query<Tenant> { Tenant.where { $0.isActive == true } }

    static func passwordHash(of context: InputContext) async throws -> String? {
        guard let id = context.parameters["tenant"].flatMap({ Int($0) }) else { return nil }
        return try await Tenant.where { $0.id == id }.first()?.passwordHash
    }
}

@Input struct TenantInput {
    @Rule(.unique(\Tenant.email, in: Tenant.active)) var email: String?
    @Rule(.exists(Tenant.active)) var landlord: Int?
    @Rule(.each(.exists(Tenant.self))) var others: [Int] = []
    @Rule(.currentPassword(Tenant.passwordHash(of:))) var password: String?
}

@Input struct DocumentInput {
    @Rule(.mimes("pdf", "CSV", "docx", "jpg")) var document: UploadedFile
}

@Controller struct DocumentController {
    func store(input: DocumentInput) -> NoContent { NoContent() }
}

@Input struct SecretInput {
    @Rule(.uncompromised()) var password: String
    @Rule(.uncompromised(upTo: 3)) var other: String?
}

@Controller struct SecretController {
    func store(input: SecretInput) -> NoContent { NoContent() }
}

/// The SHA-1 of `password` is 5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8.
struct LeakProvider: ServiceProvider {
    func register(_ container: Container) {
        container.singleton((any LeakedPasswords).self) { _ in
            LeakedPasswordLookup { prefix in
                prefix == "5BAA6"
                    ? "0018A45C4D1DEB81644B54AB7F969B88D65:21\r\n1e4c9b93f3f0682250b6cf8331b7ee68fd8:3\r\n" : ""
            }
        }
    }
}

/// Rules that need more than the value.
@Suite struct InputRuleTests {
    private func answer(_ body: String, of app: any Application) async throws -> (status: Int, text: String) {
        var result = (status: 0, text: "")
        try await withKernel(app, in: AppFolder()) { kernel async throws in
            let response = try await kernel.respond(
                to: Request(
                    method: .post, target: "/secrets",
                    headers: [.accept: "application/json", .contentType: "application/json"],
                    body: RequestBody(ByteBuffer(string: body))))
            result = (response.status.code, String(buffer: try await response.body.collect()))
        }
        return result
    }

    @Test func `a password that has leaked is refused, by the list of the app's container`() async throws {
        let app = RoutesOnly(providers: [LeakProvider.self]) { $0.post("/secrets", SecretController.store) }
        let refused = try await answer(#"{"password": "password"}"#, of: app)
        #expect(refused.status == 422)
        #expect(
            refused.text.contains("The password is on a list of passwords that have leaked: choose another one."))
        #expect(try await answer(#"{"password": "Password", "other": "password"}"#, of: app).status == 204)
        // Without a list nothing is promised.
        let bare = RoutesOnly { $0.post("/secrets", SecretController.store) }
        #expect(try await answer(#"{"password": "Password"}"#, of: bare).status == 500)
    }

    @Test func `leaked passwords may be files`() async throws {
        let folder = try AppFolder(["5BAA6.txt": "1E4C9B93F3F0682250B6CF8331B7EE68FD8:9\n"])
        let list = LeakedPasswordFolder(folder.path)
        func faults(_ password: String, upTo times: Int) async throws -> [String] {
            var validator = Validator()
            validator.check(password, as: "password", .uncompromised(in: list, upTo: times))
            do {
                try await validator.finish()
                return []
            } catch let errors as InputErrors { return errors.all.map(\.rule) }
        }
        #expect(try await faults("password", upTo: 0) == ["uncompromised"])
        #expect(try await faults("password", upTo: 8) == ["uncompromised"])
        #expect(try await faults("password", upTo: 9) == [])
        #expect(try await list.hashes(beginningWith: "../5B") == "")
        // A file that is missing says nothing of its passwords.
        await #expect(throws: (any Error).self) { try await faults("another", upTo: 0) }
    }

    @Test func `which rows count can be said, and a password is compared with its hash`() async throws {
        try await withTestDatabase { url async throws in
            let database = Database(configuration: .init(url: url), logger: Logger(label: "test"))
            let result: Result<Void, any Error>
            do { result = .success(try await check(in: database)) } catch { result = .failure(error) }
            await database.shutdown()
            try result.get()
        }
    }

    private func check(in database: Database) async throws {
        let hash = try await PasswordHasher(cost: 4).hash("sesame")
        try await Database.$current.withValue(database) {
            try await database.execute(
                "create table tenants (id bigint primary key, email text, is_active bool, password_hash text)")
            try await database.execute(
                "insert into tenants values (1, 'a@x.co', true, \(hash)), (2, 'b@x.co', false, '')")
            func faults(_ sent: SentValue, tenant: String = "1") async throws -> [String] {
                do {
                    _ = try await TenantInput.validated(
                        sent, context: InputContext(parameters: ["tenant": tenant]))
                    return []
                } catch let errors as InputErrors { return errors.all.map { "\($0.field) \($0.rule)" } }
            }
            #expect(try await faults(["email": "a@x.co", "landlord": 2]) == ["email unique", "landlord exists"])
            #expect(try await faults(["email": "b@x.co", "landlord": 1, "others": [1, 2]]) == [])
            let statements = StatementRecorder()
            _ = try await Database.recordingStatements(in: statements) {
                try await faults(["landlord": 2, "others": [1, 2]])
            }
            #expect(
                statements.all.map(\.sql) == [
                    #"SELECT DISTINCT "id" FROM "tenants" WHERE "id" = ANY($1) AND "id" IN (SELECT "tenants"."id" FROM "tenants" WHERE "tenants"."is_active" = $2)"#,
                    #"SELECT DISTINCT "id" FROM "tenants" WHERE "id" = ANY($1)"#,
                ])
            #expect(try await faults(["password": "sesame"]) == [])
            #expect(try await faults(["password": "simsalabim"]) == ["password currentPassword"])
            #expect(try await faults(["password": "sesame"], tenant: "7") == ["password currentPassword"])
            #expect(try await faults(["password": "sesame"], tenant: "x") == ["password currentPassword"])
        }
    }

    @Test(arguments: [
        ("a.pdf", "%PDF-1.7", 204), ("a.txt", "%PDF-1.7", 204), ("a.pdf", "plain", 422), ("a.csv", "a,b", 204),
        ("a.txt", "a,b", 422), ("a.docx", "PK\u{3}\u{4}", 204), ("a.zip", "PK\u{3}\u{4}", 422), ("a.csv", "%PNG", 204),
        ("a.csv", "\u{1}\u{2}", 422),
    ])
    func `a file is what its bytes show, and where they show too little what its name says`(
        name: String, content: String, status: Int
    ) async throws {
        let body = """
            --x\r\nContent-Disposition: form-data; name="document"; filename="\(name)"\r\n\r\n\(content)\r\n--x--\r\n
            """
        let app = RoutesOnly { $0.post("/documents", DocumentController.store) }
        try await withKernel(app, in: AppFolder()) { kernel async throws in
            let answer = try await TestApp(kernel: kernel).json.send(
                .post, "/documents", body: body, contentType: "multipart/form-data; boundary=x")
            #expect(answer.status.code == status, "\(answer.text)")
        }
    }
}
