import AshlarHTTP
import HTTPTypes
import NIOCore
import Testing

@Suite struct MultipartParserTests {
    private static let body =
        "preamble\r\n--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\n--x \t\r\nContent-Type: text/plain\r\n"
        + "X-Y:  z\r\n\r\n\r\n--yx\r\n--\r\n--x\r\n\r\nno header\r\n--x--\r\nepilogue"

    private func parse(_ text: String, pieceBytes: Int) throws -> [(fields: HTTPFields, text: String)] {
        var parser = MultipartParser(boundary: "x")
        var parts: [(fields: HTTPFields, text: String)] = []
        var rest = ByteBuffer(string: text)
        while let piece = rest.readSlice(length: min(pieceBytes, rest.readableBytes)), piece.readableBytes > 0 {
            parser.append(piece)
            while let event = try parser.next() {
                switch event {
                case .partBegan(let fields): parts.append((fields, ""))
                case .bytes(let bytes): parts[parts.count - 1].text += String(buffer: bytes)
                case .partEnded, .ended: break
                }
            }
        }
        try parser.finish()
        return parts
    }

    @Test(arguments: [1, 2, 3, 5, 7, 16, 1000])
    func `a body is split the same however it arrives`(pieceBytes: Int) throws {
        let parts = try parse(Self.body, pieceBytes: pieceBytes)
        #expect(parts.map(\.text) == ["one", "\r\n--yx\r\n--", "no header"])
        #expect(parts.first?.fields[.contentDisposition] == "form-data; name=\"a\"")
        #expect(parts.dropFirst().first?.fields[.contentType] == "text/plain")
        #expect(parts.last?.fields.isEmpty == true)
    }

    @Test(arguments: [
        "", "no delimiter", "--x", "--x\r\n", "--x\r\n\r\nabc", "--x\r\n\r\nabc\r\n--x", "--x\r\n\r\nabc\r\n--x-",
        "--xjunk\r\n\r\nabc\r\n--x--", "--x\r\nNo colon\r\n\r\nabc\r\n--x--", "--x\r\nA: b\nC: d\r\n\r\nabc\r\n--x--",
        "--x\r\nA B: c\r\n\r\nabc\r\n--x--", "--x\r\n folded\r\n\r\nabc\r\n--x--", "--x\n\nabc\n--x--",
        "--x\r\nA: \u{0}\r\n\r\nabc\r\n--x--", String(repeating: "p", count: 20_000) + "\r\n--x--",
    ])
    func `a malformed body is 400, in one piece and in many`(text: String) {
        for pieceBytes in [1, 100_000] {
            let error = #expect(throws: HTTPError.self) { try parse(text, pieceBytes: pieceBytes) }
            #expect(error?.status == .badRequest)
        }
    }

    @Test func `a header section without end is 413`() {
        let text = "--x\r\nA: " + String(repeating: "b", count: 20_000)
        let error = #expect(throws: HTTPError.self) { try parse(text, pieceBytes: 100) }
        #expect(error?.status == .contentTooLarge)
    }

    @Test func `what waits is never longer than a delimiter`() throws {
        var parser = MultipartParser(boundary: "boundary")
        parser.append(ByteBuffer(string: "--boundary\r\n\r\n"))
        while try parser.next() != nil {}
        for _ in 0..<1000 {
            parser.append(
                ByteBuffer(string: "\r\n--bound\r\n--boundar\r\r\n-" + String(repeating: "\r\n--b", count: 100)))
            while try parser.next() != nil {}
            #expect(parser.bufferedBytes <= "\r\n--boundary".utf8.count)
        }
    }
}
