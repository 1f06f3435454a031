/// Takes the data of a `COPY ... FROM STDIN`.
public final class PostgresCopyWriter {
    private let session: CopySession
    private var buffer: [UInt8] = []
    private static let pieceSize = 1 << 16

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
        let piece = buffer
        buffer = []
        buffer.reserveCapacity(Self.pieceSize + 4096)
        try await session.write(piece)
    }
}
