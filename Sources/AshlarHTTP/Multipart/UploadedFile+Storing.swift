import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension UploadedFile {
    /// Keeps the file at a path. It appears there as a whole or not at all.
    ///
    /// - Parameters:
    ///   - path: where; its folder exists. Never made of ``name`` alone: see ``store(in:)``.
    ///   - overwriting: whether a file that is there is replaced.
    /// - Throws: ``UploadError`` if it is there already, or cannot be written.
    public func store(at path: String, overwriting: Bool = false) async throws {
        let content = content
        try await TemporaryFile.blocking { try content.write(to: path, overwriting: overwriting) }
    }

    /// Keeps the file in a folder under a name that nobody can guess, with the extension of what its bytes show: a browser that
    /// is given it later takes it for nothing else. ``fileExtension`` of the client counts where it fits: `csv` for text,
    /// `docx` for a ZIP archive. What nothing is known of is `txt` or `bin`.
    ///
    /// A page or an SVG image stays one, and may have a script in it: where files are shown to others, look at ``mediaType``
    /// first.
    ///
    /// - Parameter folder: where; it is made if it does not exist.
    /// - Returns: the name in the folder.
    /// - Throws: ``UploadError`` if it cannot be written.
    public func store(in folder: String) async throws -> String {
        let name = FileName.random(
            withExtension: MediaSniffer.fileExtension(for: mediaType, claimed: fileExtension))
        let content = content
        try await TemporaryFile.blocking {
            guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw UploadError("made", folder, errno) }
            try content.write(to: "\(folder)/\(name)", overwriting: false)
        }
        return name
    }
}

extension UploadContent {
    fileprivate func write(to path: String, overwriting: Bool) throws {
        let draft = "\(path).\(FileName.random(withExtension: "part"))"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw UploadError("written", path, errno) }
        do {
            defer { close(descriptor) }
            var offset = 0
            while offset < size {
                let piece = try piece(at: offset)
                guard piece.readableBytes > 0 else { throw UploadError("read", path, EIO) }
                try piece.withUnsafeReadableBytes { bytes in
                    var done = 0
                    while done < bytes.count {
                        let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
                        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
                        if count < 0, errno == EINTR { continue }
                        guard count > 0 else { throw UploadError("written", path, errno) }
                        done += count
                    }
                }
                offset += piece.readableBytes
            }
            // A link does not replace what is there, a rename does.
            guard (overwriting ? rename(draft, path) : link(draft, path)) == 0 else {
                throw UploadError("written", path, errno)
            }
            if !overwriting { unlink(draft) }
        } catch {
            unlink(draft)
            throw error
        }
    }

    private func piece(at offset: Int) throws -> ByteBuffer {
        switch self {
        case .memory(let bytes): bytes
        case .file(let file, let size):
            try file.readBlocking(at: offset, count: min(UploadPieces.pieceBytes, size - offset))
        }
    }
}
