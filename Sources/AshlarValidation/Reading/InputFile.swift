/// An uploaded file, as rules see it.
public protocol InputFile: Sendable {
    /// The name that the client gave it.
    var name: String { get }
    /// What is after the last dot of its name, in lower case.
    var fileExtension: String { get }
    /// The media type that its first bytes show.
    var mediaType: String { get }
    /// The number of bytes.
    var size: Int { get }
    /// Its first bytes, at most that many.
    func prefix(_ count: Int) async throws -> [UInt8]
}
