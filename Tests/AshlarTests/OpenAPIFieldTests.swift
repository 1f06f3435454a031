import AshlarHTTP
import AshlarSupport
import AshlarTesting
import Testing

@testable import Ashlar

@Input struct CrateFilters {
    var page: Int = 1
    @Rule(.prohibited) var offset: Int?
    @Rule(.missing) var cursor: String?
    var weight: Int16?
}

@Input struct CrateInput {
    @Rule(.extensions("pdf")) var note: UploadedFile
    @Rule(.mimeTypes("image/png")) var picture: UploadedFile?
    var count: UInt8
}

struct CrateOut: Codable, Sendable {
    var count: UInt8
    var shelf: Int32
    var total: Int
}

@Answers enum CrateAnswer {
    @Answer(.accepted) case mixed(MixedAnswer)
}

@Controller struct CrateController {
    func list(
        filters: QueryInput<CrateFilters>, @FromHeader(.prohibited) token: String = "",
        @Validated(.prohibited) old: String = "", size: UInt16 = 9
    ) -> CrateOut { CrateOut(count: 1, shelf: 2, total: 3) }
    func store(input: CrateInput) -> CrateAnswer { .mixed(.busy) }
}

/// What documents say of single fields.
@Suite struct OpenAPIFieldTests {
    private func document() throws -> SentValue {
        let routes = Routes()
        routes.get("/crates", CrateController.list)
        routes.post("/crates", CrateController.store)
        let document = OpenAPIDocument(try RouteTable(routes), title: "Crates")
        return try JSONReader.read(Array(document.json.utf8), .init(depth: 64, count: 100_000))
    }

    @Test func `what must not be sent is no parameter`() throws {
        guard case .list(let parameters)? = try document()["paths"]?["/crates"]?["get"]?["parameters"] else {
            Issue.record("there are no parameters")
            return
        }
        #expect(parameters.map { $0["name"] } == ["page", "weight", "size"])
    }

    @Test func `whole numbers have the bounds of their types`() throws {
        let api = try document()
        guard case .list(let parameters)? = api["paths"]?["/crates"]?["get"]?["parameters"] else {
            Issue.record("there are no parameters")
            return
        }
        #expect(
            parameters.map { $0["schema"]?.json() } == [
                #"{"type":"integer","format":"int64","default":1}"#,
                #"{"type":"integer","format":"int32","minimum":-32768,"maximum":32767}"#,
                #"{"type":"integer","format":"int32","minimum":0,"maximum":65535,"default":9}"#,
            ])
        #expect(
            api["components"]?["schemas"]?["CrateOut"]?["properties"]?.json()
                == #"{"count":{"type":"integer","format":"int32","minimum":0,"maximum":255},"shelf":{"type":"integer","format":"int32","minimum":-2147483648,"maximum":2147483647},"total":{"type":"integer","format":"int64"}}"#
        )
    }

    @Test func `the end of a file's name is no media type`() throws {
        let body = try document()["paths"]?["/crates"]?["post"]?["requestBody"]?["content"]?["multipart/form-data"]
        let properties = body?["schema"]?["properties"]
        #expect(properties?["note"]?["contentMediaType"] == "application/octet-stream")
        #expect(properties?["picture"]?["contentMediaType"] == "image/png")
        #expect(properties?["count"]?["maximum"]?.json() == "255")
    }

    @Test func `a case's status holds for all answers of its value but errors, as when it is answered`() throws {
        let all = AnswerDescription(case: MixedAnswer.self, status: .accepted).all
        #expect(all.map(\.status) == [202, 202, 202, 202, 429, 429, 202])
        let answers = try document()["paths"]?["/crates"]?["post"]?["responses"]
        #expect(answers?["202"]?["content"]?["text/plain"] != nil && answers?["200"] == nil && answers?["429"] != nil)
    }
}
