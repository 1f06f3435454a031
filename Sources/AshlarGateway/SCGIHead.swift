import NIOCore

/// The variables in front of a request (the SCGI specification, 2008: a netstring of names and values, each ended by NUL).
struct SCGIHead {
    /// The variables, in their order.
    private(set) var variables: [(name: String, value: String)] = []
    /// How long the body is, in bytes.
    private(set) var contentLength = 0

    /// What is read of the variables at most, in bytes.
    static let limit = 128 * 1024

    enum Failure: Error, Equatable {
        case malformed(String)
    }

    /// The first variable of this name.
    subscript(_ name: String) -> String? {
        variables.first { $0.name == name }?.value
    }

    /// Takes the variables off a buffer; nil as long as they are not all there.
    static func read(_ buffer: inout ByteBuffer) throws(Failure) -> SCGIHead? {
        let view = buffer.readableBytesView.prefix(8)
        guard let colon = view.firstIndex(of: UInt8(ascii: ":")) else {
            guard view.count < 8, view.allSatisfy(isDigit) else { throw .malformed("The length is malformed.") }
            return nil
        }
        let digits = view[..<colon]
        guard !digits.isEmpty, digits.allSatisfy(isDigit), let length = Int(String(decoding: digits, as: UTF8.self)),
            length <= limit
        else { throw .malformed("The length is malformed.") }
        let start = colon + 1
        guard let comma = buffer.getInteger(at: start + length, as: UInt8.self) else { return nil }
        guard comma == UInt8(ascii: ","), let bytes = buffer.getSlice(at: start, length: length) else {
            throw .malformed("The variables do not end where they should.")
        }
        buffer.moveReaderIndex(to: start + length + 1)
        return try SCGIHead(bytes)
    }

    private init(_ bytes: ByteBuffer) throws(Failure) {
        var parts = bytes.readableBytesView.split(separator: 0, omittingEmptySubsequences: false)
        // Each name and each value ends with NUL, so nothing follows the last one.
        guard parts.popLast()?.isEmpty == true, parts.count.isMultiple(of: 2) else {
            throw .malformed("The variables are no pairs.")
        }
        for index in stride(from: 0, to: parts.count, by: 2) {
            let name = String(decoding: parts[index], as: UTF8.self)
            guard !name.isEmpty else { throw .malformed("A variable has no name.") }
            variables.append((name, String(decoding: parts[index + 1], as: UTF8.self)))
        }
        guard variables.first?.name == "CONTENT_LENGTH", self["SCGI"] == "1",
            variables.count(where: { $0.name == "CONTENT_LENGTH" }) == 1
        else { throw .malformed("The variables do not begin with CONTENT_LENGTH, or SCGI is not 1.") }
        // A server in front of us that does not know the length has to find it out.
        let text = self["CONTENT_LENGTH"] ?? ""
        guard text.isEmpty || text.utf8.allSatisfy(Self.isDigit), let length = text.isEmpty ? 0 : Int(text) else {
            throw .malformed("CONTENT_LENGTH is malformed.")
        }
        contentLength = length
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
