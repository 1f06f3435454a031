import AshlarSupport
import AshlarTesting
import Foundation
import Testing

@testable import Ashlar

struct Loan: Codable, Sendable { var reader: String }

/// Two answers of one status, a page, and something that says nothing of itself.
@Answers enum MixedAnswer {
    case text(String)
    @Answer(.ok) case loan(Loan)
    @Answer(.ok) case voyage(Voyage)
    case raw(Response)
    @Answer(.tooManyRequests) case busy, tired
    case maybe(Loan?)
}

@Controller struct MixedController {
    func show(kind: String) -> MixedAnswer {
        switch kind {
        case "text": .text("plain")
        case "loan": .loan(Loan(reader: "Ada"))
        case "raw": .raw(Response(status: .accepted))
        case "busy": .busy
        case "maybe": .maybe(nil)
        default: .voyage(Voyage(boat: 1, harbour: "Cork"))
        }
    }

    func find(kind: String) -> MixedAnswer? { nil }
}

/// Actions that give one of several answers, and requests that the app sends.
@Suite struct AnswersTests {
    private func document(_ errors: InputErrorShape? = .problem, _ routes: (Routes) -> Void) throws -> SentValue {
        let declared = Routes()
        routes(declared)
        let document = OpenAPIDocument(try RouteTable(declared), title: "Harbour", errors: errors)
        return try JSONReader.read(Array(document.json.utf8), .init(depth: 64, count: 100_000))
    }

    private func harbour(_ errors: InputErrorShape? = .problem) throws -> SentValue {
        try document(errors) { HarbourApp().routes($0) }
    }

    private func launch(_ boat: Int, _ kernel: Kernel, accept: String) async throws -> Response {
        try await kernel.respond(
            to: Request(
                method: .post, target: "/api/boats/\(boat)/launch",
                headers: [.authorization: "Bearer harbour", .accept: accept]))
    }

    private func json(_ value: SentValue?) -> String { value?.json() ?? "nothing" }

    @Test(arguments: [
        (1, 201, #"{"boat":1,"harbour":"Sligo"}"#), (2, 202, #"{"place":3}"#), (3, 204, ""),
        (4, 409, #"{"name":"Lark","takenBy":1}"#), (9, 404, #"{"wanted":9}"#),
    ])
    func `each case is answered with its status and its value`(boat: Int, status: Int, body: String) async throws {
        try await withKernel(HarbourApp(), in: AppFolder()) { kernel async throws in
            let answer = try await launch(boat, kernel, accept: "application/json")
            #expect(answer.status.code == status)
            #expect(String(buffer: try await answer.body.collect()) == body)
            #expect(answer.headers[.location] == (boat == 1 ? "/api/boats/1" : nil))
        }
    }

    @Test func `a case of an error without a value is told as all errors are`() async throws {
        try await withKernel(HarbourApp(), in: AppFolder()) { kernel async throws in
            let gone = try await launch(5, kernel, accept: "application/problem+json")
            #expect(gone.status == .gone && gone.headers[.contentType] == "application/problem+json")
            #expect(String(buffer: try await gone.body.collect()).contains(#""title":"Gone""#))
        }
    }

    @Test func `each answer is described with its schema, and with the comment of its case`() throws {
        let api = try harbour()
        let launch = try #require(api["paths"]?["/api/boats/{boat}/launch"]?["post"])
        guard case .members(let answers)? = launch["responses"] else { throw NoAnswers() }
        #expect(answers.map(\.name) == ["201", "202", "204", "409", "404", "410", "default"])
        func answer(_ status: String) -> SentValue? { launch["responses"]?[status] }
        #expect(
            json(answer("201"))
                == ##"{"description":"It is on its way.","headers":{"Location":{"description":"Where it is.","schema":{"type":"string","format":"uri-reference"}}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Voyage"}}}}"##
        )
        #expect(
            json(answer("202"))
                == ##"{"description":"It has to wait.","content":{"application/json":{"schema":{"$ref":"#/components/schemas/BoatQueue"}}}}"##
        )
        #expect(json(answer("204")) == #"{"description":"It was out already."}"#)
        #expect(json(answer("410")?["description"]) == #""It has sunk.""#)
        #expect(
            json(answer("410")?["content"]?["application/problem+json"]?["schema"])
                == ##"{"$ref":"#/components/schemas/Ashlar.Problem"}"##)
        // The router says 404 as well, in its own way.
        #expect(
            json(answer("404")?["content"])
                == ##"{"application/json":{"schema":{"$ref":"#/components/schemas/UnknownBoat"}},"application/problem+json":{"schema":{"$ref":"#/components/schemas/Ashlar.Problem"}},"text/plain":{"schema":{"type":"string"}},"text/html":{"schema":{"type":"string"}}}"##
        )
        let plain = try harbour(.plain)["paths"]?["/api/boats/{boat}/launch"]?["post"]?["responses"]?["404"]
        #expect(
            json(plain?["content"]?["application/json"]?["schema"])
                == ##"{"anyOf":[{"$ref":"#/components/schemas/UnknownBoat"},{"$ref":"#/components/schemas/Ashlar.ErrorMessage"}]}"##
        )
    }

    @Test func `answers of one status are any of their schemas, and what says nothing of itself is anything`()
        async throws
    {
        let api = try document {
            $0.get("/mixed/{kind}", MixedController.show)
            $0.get("/found", MixedController.find).documented {
                $0.answers(.ok, "Whatever there is.")
                $0.answers(.tooManyRequests, "Later.", Loan.self)
                $0.answers(.badGateway, "The other harbour is closed.")
            }
        }
        let mixed = try #require(api["paths"]?["/mixed/{kind}"]?["get"]?["responses"])
        #expect(
            json(mixed["200"]?["content"])
                == ##"{"text/plain":{"schema":{"type":"string"}},"application/json":{"schema":{"anyOf":[{"$ref":"#/components/schemas/Loan"},{"$ref":"#/components/schemas/Voyage"}]}},"*/*":{"schema":{}}}"##
        )
        #expect(json(mixed["429"]) == ##"{"$ref":"#/components/responses/Problem"}"##)
        #expect(json(mixed["404"]) == ##"{"$ref":"#/components/responses/NotFound"}"##)
        let found = try #require(api["paths"]?["/found"]?["get"]?["responses"])
        #expect(json(found["200"]?["description"]) == #""Whatever there is.""#)
        #expect(found["200"]?["content"]?["text/plain"] != nil && found["404"] != nil)
        #expect(
            json(found["429"])
                == ##"{"description":"Later.","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Loan"}}}}"##
        )
        #expect(found["502"]?["content"]?["application/problem+json"] != nil)
        try await withKernel(
            RoutesOnly { $0.get("/mixed/{kind}", MixedController.show) }, in: AppFolder()
        ) { kernel async throws in
            for (kind, status, text) in [
                ("text", 200, "plain"), ("loan", 200, #"{"reader":"Ada"}"#), ("raw", 202, ""),
                ("other", 200, #"{"boat":1,"harbour":"Cork"}"#),
            ] {
                let answer = try await kernel.send(.get, "/mixed/\(kind)", accept: "application/json")
                #expect(answer.status == status && answer.text == text, "\(kind)")
            }
            #expect(try await kernel.send(.get, "/mixed/busy", accept: "application/json").status == 429)
            #expect(try await kernel.send(.get, "/mixed/maybe", accept: "application/json").status == 404)
        }
    }

    @Test func `requests that the app sends are described, those of one name by method`() throws {
        let api = try document {
            HarbourApp().routes($0)
            $0.webhook("boatSeen", method: .delete)
            $0.webhook("hidden") { $0.isHidden = true }
        }
        guard case .members(let webhooks)? = api["webhooks"] else { throw NoAnswers() }
        #expect(webhooks.map(\.name) == ["boatSeen"])
        #expect(
            json(webhooks[0].value["post"])
                == ##"{"tags":["Sightings"],"summary":"A boat was seen.","parameters":[{"name":"X-Signature","in":"header","required":true,"schema":{"type":"string"}}],"requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/BoatSighting"},"example":{"boat":1,"at":"2026-11-22T10:15:00Z"}}}},"responses":{"2XX":{"description":"It was heard."},"410":{"description":"Nobody wants to hear of it any more."}},"security":[{"headerKey2":[]}]}"##
        )
        #expect(json(webhooks[0].value["delete"]) == #"{"responses":{"2XX":{"description":"It was heard."}}}"#)
        #expect(
            json(api["components"]?["securitySchemes"]?["headerKey2"])
                == #"{"type":"apiKey","in":"header","name":"X-Bell"}"#)
        #expect(json(api["components"]?["securitySchemes"]?["headerKey"]?["name"]) == #""X-Key""#)
        #expect(api["components"]?["schemas"]?["BoatSighting"]?["properties"]?["at"] != nil)
        #expect(json(api["tags"]) == #"[{"name":"Boat"},{"name":"Sightings"}]"#)
        #expect(json(try document { $0.get("/a") { _ in "" } }["webhooks"]) == "nothing")
    }

    @Test func `two webhooks of one name and method are a mistake`() {
        let routes = Routes()
        for _ in 0..<2 { routes.webhook("seen", file: "App.swift", line: 7) }
        let problems = RouteTable.checked(routes).problems
        #expect(problems.map(\.message) == ["Two webhooks are called \"seen\" and sent with POST."])
    }
}

private struct NoAnswers: Error {}
