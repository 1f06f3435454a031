import AshlarValidation
import Testing

/// A file that is nothing but what rules see of it.
struct FakeFile: InputFile {
    var name = "a.png"
    var mediaType = "image/png"
    var bytes: [UInt8] = []
    var fileExtension: String { name.split(separator: ".").last.map { $0.lowercased() } ?? "" }
    var size: Int { bytes.count }
    func prefix(_ count: Int) async throws -> [UInt8] { Array(bytes.prefix(count)) }

    /// The head of a PNG of so many pixels.
    static func picture(_ width: UInt8, _ height: UInt8) -> FakeFile {
        let head: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
        return FakeFile(bytes: head + [0, 0, 0, width, 0, 0, 0, height])
    }
}

/// Rules about files.
@Suite struct FileRuleTests {
    private func fault(_ rule: Rule<FakeFile>, _ file: FakeFile) async throws -> String? {
        var validator = Validator()
        validator.check(file, as: "file", rule)
        do {
            try await validator.finish()
            return nil
        } catch let errors as InputErrors {
            return errors.first
        }
    }

    @Test func `media types may stand for all of a kind`() async throws {
        #expect(try await fault(.mimeTypes("image/*"), FakeFile()) == nil)
        #expect(try await fault(.mimeTypes("text/*"), FakeFile()) == "The file must be a file of: text/*.")
        #expect(try await fault(.file(maxBytes: 1, types: "image/*"), FakeFile()) == nil)
    }

    @Test func `a picture's pixels are compared, and its width with its height`() async throws {
        let rule = Rule<FakeFile>.dimensions(minWidth: 30, maxHeight: 40, ratio: 3.0 / 2)
        #expect(try await fault(rule, .picture(60, 40)) == nil)
        #expect(try await fault(rule, .picture(59, 39)) == nil)
        let said =
            "The file must be a picture with at least 30 pixels in width, at most 40 pixels in height, a width of 1.5 times the height."
        #expect(try await fault(rule, .picture(60, 38)) == said)
        #expect(try await fault(rule, .picture(27, 18)) == said)
        #expect(try await fault(rule, .picture(63, 42)) == said)
        #expect(try await fault(rule, FakeFile(bytes: [1, 2])) == said)
        #expect(try await fault(.dimensions(width: 1...60, height: 1...40), .picture(60, 41)) != nil)
    }
}
