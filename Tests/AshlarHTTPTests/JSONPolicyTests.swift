import AshlarHTTP
import Foundation
import NIOCore
import Testing

@Suite struct JSONPolicyTests {
    private struct Note: Codable, Equatable {
        var publishedAt: Date
    }

    @Test(arguments: [
        (JSONPolicy(), #"{"publishedAt":"1970-01-01T00:01:40Z"}"#),
        (JSONPolicy(dates: .iso8601Milliseconds), #"{"publishedAt":"1970-01-01T00:01:40.000Z"}"#),
        (JSONPolicy(dates: .seconds), #"{"publishedAt":100}"#),
        (JSONPolicy(dates: .milliseconds), #"{"publishedAt":100000}"#),
        (JSONPolicy(keys: .snakeCase), #"{"published_at":"1970-01-01T00:01:40Z"}"#),
    ])
    func `a policy says how dates and keys are written, and reads them so`(policy: JSONPolicy, text: String) throws {
        let coder = FoundationJSON(policy)
        let note = Note(publishedAt: Date(timeIntervalSince1970: 100))
        let bytes = try coder.encode(note)
        #expect(String(buffer: bytes) == text)
        #expect(try coder.decode(Note.self, from: bytes) == note)
    }

    @Test func `a date with milliseconds is read without them too`() throws {
        let coder = FoundationJSON(JSONPolicy(dates: .iso8601Milliseconds))
        let text = #"{"publishedAt":"1970-01-01T00:01:40Z"}"#
        #expect(try coder.decode(Note.self, from: ByteBuffer(string: text)).publishedAt.timeIntervalSince1970 == 100)
        #expect(throws: HTTPError.self) {
            try coder.decode(Note.self, from: ByteBuffer(string: #"{"publishedAt":"noon"}"#))
        }
    }

    private struct Bill: Codable, Equatable {
        var dueAt: Date?
        var number: UUID
        var total: Decimal
        var items: [Decimal?]
        var byName: [String: Decimal]
        var page: URL
    }

    @Test func `decimals and UUIDs are written as the policy says, wherever they stand`() throws {
        let coder = FoundationJSON(JSONPolicy(keys: .snakeCase, decimals: .text, uuids: .lowercase))
        let number = try #require(UUID(uuidString: "0190163D-8694-739B-AEA5-966C26F8AD91"))
        let bill = Bill(
            dueAt: Date(timeIntervalSince1970: 100), number: number, total: try #require(Decimal(string: "12.10")),
            items: [1, nil, 2], byName: ["inTotal": 3], page: try #require(URL(string: "https://example.com/a")))
        let bytes = try coder.encode([bill])
        #expect(
            String(buffer: bytes)
                == #"[{"by_name":{"inTotal":"3"},"due_at":"1970-01-01T00:01:40Z","items":["1",null,"2"],"#
                + #""number":"0190163d-8694-739b-aea5-966c26f8ad91","page":"https://example.com/a","total":"12.1"}]"#)
        #expect(try coder.decode([Bill].self, from: bytes) == [bill])
    }

    @Test func `a decimal is read from a number too, and from no other text`() throws {
        let coder = FoundationJSON(JSONPolicy(decimals: .text))
        #expect(
            try coder.decode([Decimal].self, from: ByteBuffer(string: #"[1.5,"-2.25","1e2"]"#)) == [1.5, -2.25, 100])
        for text in [#"["12x"]"#, #"[""]"#, "[true]"] {
            #expect(throws: HTTPError.self, "\(text)") {
                try coder.decode([Decimal].self, from: ByteBuffer(string: text))
            }
        }
    }
}
