/// Takes the data of a `COPY ... FROM STDIN`.
public final class PostgresCopyWriter {
    private let session: CopySession
    private var buffer: [UInt8] = []
    private static let pieceSize = 1 << 16
    /// libpq copies each piece, so that a large one would be there twice.
    private static let largestPiece = 1 << 20

    init(_ session: CopySession) { self.session = session }

    /// Adds data in the format that the COPY names. Pieces may end anywhere, also inside of a row.
    ///
    /// - Throws: ``PostgresError`` when the connection was lost, or `CancellationError`. Data that the server cannot read is
    ///   reported at the end of the COPY.
    public nonisolated(nonsending) func write(_ bytes: some Sequence<UInt8>) async throws {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.pieceSize { try await flush() }
    }

    /// Adds text in the format that the COPY names, such as a line of CSV with its line break.
    ///
    /// - Throws: as ``write(_:)-(Sequence<UInt8>)``.
    public nonisolated(nonsending) func write(_ text: String) async throws { try await write(text.utf8) }

    /// Sends what was added so far.
    nonisolated(nonsending) func flush() async throws {
        guard !buffer.isEmpty else { return }
        let whole = buffer
        buffer = []
        buffer.reserveCapacity(Self.pieceSize + 4096)
        guard whole.count > Self.largestPiece else { return try await session.write(whole) }
        for start in stride(from: 0, to: whole.count, by: Self.largestPiece) {
            try await session.write(Array(whole[start..<min(start + Self.largestPiece, whole.count)]))
        }
    }
}
