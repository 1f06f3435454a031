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
    @Rule(.mimes("pdf", "csv", "docx", "jpg")) var document: UploadedFile
}

@Controller struct DocumentController {
    func store(input: DocumentInput) -> NoContent { NoContent() }
}

/// Rules that need more than the value.
@Suite struct InputRuleTests {
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
