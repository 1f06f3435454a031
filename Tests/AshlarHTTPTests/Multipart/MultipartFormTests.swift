import AshlarHTTP
import Foundation
import HTTPTypes
import NIOCore
import Testing

@Suite struct MultipartFormTests {
    private func request(_ body: String, type: String = "multipart/form-data; boundary=\"x\"") -> Request {
        Request(method: .post, target: "/", headers: [.contentType: type], body: RequestBody(ByteBuffer(string: body)))
    }

    private func part(_ disposition: String, _ content: String, type: String? = nil) -> String {
        let type = type.map { "Content-Type: \($0)\r\n" } ?? ""
        return "--x\r\nContent-Disposition: \(disposition)\r\n\(type)\r\n\(content)\r\n"
    }

    @Test func `fields and files are told apart`() async throws {
        let body =
            part("form-data; name=title", "Häuser")
            + part("form-data; name=\"photo\"; filename=\"a.PNG\"", "\u{89}", type: "image/png")
            + part("form-data; name=\"none\"; filename=\"\"", "") + "--x--"
        let form = try await request(body).multipart()
        #expect(form.fields["title"] == "Häuser")
        #expect(form.files.count == 1)
        let file = try #require(form.files.first)
        #expect(file.fieldName == "photo" && file.name == "a.PNG" && file.fileExtension == "png")
        #expect(file.declaredMediaType == "image/png")
        #expect(file.mediaType == "text/plain")
        #expect(file.size == 2 && !file.isOnDisk)
    }

    @Test(arguments: [
        ("../../etc/passwd", "passwd"), ("C:\\\\Users\\\\ada\\\\cv.pdf", "cv.pdf"), (".htaccess", "htaccess"),
        ("..", "file"), ("a\u{202E}gnp.exe", "agnp.exe"), ("a:b*c?.txt", "a_b_c_.txt"), ("Ünï.txt", "Ünï.txt"),
        ("x. ", "x"), (String(repeating: "a", count: 300) + ".jpeg", String(repeating: "a", count: 195) + ".jpeg"),
        ("say \\\"hi\\\".txt", "say _hi_.txt"),
    ])
    func `a file's name is made harmless`(sent: String, name: String) async throws {
        let body = part("form-data; name=f; filename=\"\(sent)\"", "x") + "--x--"
        #expect(try await request(body).multipart().files.first?.name == name)
    }

    @Test(arguments: [
        "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"unended",
        "multipart/form-data; boundary=\(String(repeating: "b", count: 71))", "multipart/form-data; boundary=\"é\"",
    ])
    func `a boundary that is none is 400`(type: String) async {
        let error = await #expect(throws: HTTPError.self) { try await request("--x--", type: type).multipart() }
        #expect(error?.status == .badRequest)
    }

    @Test func `a part without a name, and one that is no UTF-8, are 400`() async {
        let bytes = ByteBuffer(
            bytes: Array("--x\r\nContent-Disposition: form-data; name=a\r\n\r\n".utf8) + [0xFF]
                + Array("\r\n--x--".utf8))
        let broken = Request(
            method: .post, target: "/", headers: [.contentType: "multipart/form-data; boundary=x"],
            body: RequestBody(bytes))
        for request in [request(part("attachment", "x") + "--x--"), request("--x\r\n\r\nx\r\n--x--"), broken] {
            let error = await #expect(throws: HTTPError.self) { try await request.multipart() }
            #expect(error?.status == .badRequest)
        }
    }

    @Test func `what is beyond a limit is 413 and names it`() async {
        let big = String(repeating: "a", count: 100)
        let many = (0..<5).map { part("form-data; name=f\($0)", "x") }.joined() + "--x--"
        let cases: [(String, String, (inout InputLimits) -> Void)] = [
            (part("form-data; name=f", big) + "--x--", "field \"f\"", { $0.fieldBytes = 50 }),
            (part("form-data; name=f; filename=a", big) + "--x--", "file \"f\"", { $0.fileBytes = 50 }),
            (many, "more than 4 parts", { $0.parts = 4 }), (many, "100 bytes", { $0.multipartBytes = 100 }),
            (part("form-data; name=f; x=\(big)", "x") + "--x--", "header fields", { $0.partHeaderBytes = 60 }),
        ]
        for (body, message, change) in cases {
            var limits = InputLimits()
            change(&limits)
            let sealed = limits
            let error = await #expect(throws: HTTPError.self) { try await request(body).multipart(limits: sealed) }
            #expect(error?.status == .contentTooLarge)
            #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
        }
    }

    @Test func `a body that arrives is read once and its form kept`() async throws {
        let body = part("form-data; name=a", "1") + "--x--"
        let stream = AsyncThrowingStream<ByteBuffer, any Error> { continuation in
            for byte in body.utf8 { continuation.yield(ByteBuffer(bytes: [byte])) }
            continuation.finish()
        }
        let request = Request(
            method: .post, target: "/", headers: [.contentType: "multipart/form-data; boundary=x"],
            body: RequestBody(stream: stream))
        #expect(try await request.form()["a"] == "1")
        var copy = request
        copy.path = "/other"
        #expect(try await copy.input().string("a") == "1")
        await #expect(throws: BodyAlreadyRead.self) { try await request.body.collect() }
    }
}
