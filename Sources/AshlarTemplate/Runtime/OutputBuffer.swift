/// The bytes of a page while it grows: one piece of memory, written in place and handed out as it is.
struct OutputBuffer: ~Copyable {
    /// The memory: all of it counts as written, so that the bytes need not go through the array.
    private var memory: [UInt8]
    // Nobody else has the array, so its elements stay where they are as long as it is not exchanged.
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        (memory, base, self.capacity) = Self.allocate(capacity)
    }

    private static func allocate(_ bytes: Int) -> ([UInt8], UnsafeMutablePointer<UInt8>, Int) {
        let bytes = max(bytes, 256)
        var base: UnsafeMutablePointer<UInt8>?
        let memory = [UInt8](unsafeUninitializedCapacity: bytes) { buffer, count in
            base = buffer.baseAddress
            count = bytes
        }
        guard let base else { return ([], .allocate(capacity: 0), 0) }
        return (memory, base, bytes)
    }

    /// Where the next bytes go; there is room for so many.
    @inline(__always)
    private mutating func room(for bytes: Int) -> UnsafeMutablePointer<UInt8> {
        if bytes > capacity - count { grow(by: bytes) }
        return base + count
    }

    @inline(never)
    private mutating func grow(by bytes: Int) {
        let old = (memory, base)
        (memory, base, capacity) = Self.allocate(max(capacity + capacity / 2, count + bytes))
        withExtendedLifetime(old.0) { base.update(from: old.1, count: count) }
    }

    // MARK: Writing

    @inline(__always)
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        room(for: bytes.count).update(from: start, count: bytes.count)
        count += bytes.count
    }

    mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { append($0) }
    }

    /// Appends a piece of a template; a short one without a call.
    @inline(__always)
    mutating func append(_ text: TemplateText) {
        text.bytes.withUnsafeBytes { bytes in
            guard text.count <= TemplateText.shortest, let source = bytes.baseAddress else {
                return append(UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[..<text.count]))
            }
            let target = UnsafeMutableRawPointer(room(for: TemplateText.shortest))
            for offset in stride(from: 0, to: TemplateText.shortest, by: 16) {
                let piece = source.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
                target.storeBytes(of: piece, toByteOffset: offset, as: SIMD16<UInt8>.self)
            }
            count += text.count
        }
    }

    mutating func append(_ text: String) {
        if text.utf8.withContiguousStorageIfAvailable({ append($0) }) != nil { return }
        for byte in text.utf8 { append(byte) }
    }

    private mutating func append(_ byte: UInt8) {
        room(for: 1).pointee = byte
        count += 1
    }

    /// Appends a text with `& < > " '` replaced.
    mutating func append(escaping text: String) {
        if text.utf8.withContiguousStorageIfAvailable({ append(escaping: $0) }) != nil { return }
        var text = text
        text.withUTF8 { append(escaping: $0) }
    }

    private mutating func append(escaping text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        // In pieces, so that a long text needs no more room than it takes.
        while start < text.count {
            let end = min(start + 4096, text.count)
            let target = room(for: HTMLEscape.mostBytes(for: end - start))
            count += HTMLEscape.write(UnsafeBufferPointer(rebasing: text[start..<end]), to: target)
            start = end
        }
    }

    /// Appends the digits of a number.
    mutating func append(_ number: Int) {
        let longest = 20
        let target = room(for: longest)
        var rest = number.magnitude
        var place = longest
        repeat {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            place -= 1
            target[place] = 0x30 + UInt8(truncatingIfNeeded: digit)
            rest = quotient
        } while rest > 0
        if number < 0 {
            place -= 1
            target[place] = UInt8(ascii: "-")
        }
        target.update(from: target + place, count: longest - place)
        count += longest - place
    }

    // MARK: Taking

    /// Forgets what was written after a place.
    mutating func truncate(to length: Int) { count = min(count, max(length, 0)) }

    /// Where the last of a byte ends; 0 without one.
    func end(ofLast byte: UInt8) -> Int { bytes(from: 0).lastIndex(of: byte).map { $0 + 1 } ?? 0 }

    /// The last name in the output, behind which stands the mark that ends it, perhaps after spaces.
    var lastName: String {
        let bytes = bytes(from: 0).dropLast()
        let end = bytes.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? bytes.startIndex
        let start = bytes[..<end].lastIndex { $0 <= 0x20 || "<>/=\"'".utf8.contains($0) }.map { $0 + 1 }
        return String(decoding: bytes[(start ?? bytes.startIndex)..<end], as: UTF8.self)
    }

    /// The name of the tag that was begun last.
    var lastTagName: String {
        let bytes = bytes(from: 0).dropLast()
        guard let mark = bytes.lastIndex(of: UInt8(ascii: "<")) else { return "" }
        let tag = bytes[(mark + 1)...]
        let name = tag.first == UInt8(ascii: "/") ? tag.dropFirst() : tag
        return String(decoding: name.prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }, as: UTF8.self)
    }

    /// What was written after a place.
    func text(from start: Int) -> String { String(decoding: bytes(from: start), as: UTF8.self) }

    /// All bytes; the buffer is empty afterwards.
    mutating func take() -> [UInt8] {
        var taken: [UInt8] = []
        swap(&taken, &memory)
        taken.removeLast(capacity - count)
        // Whatever is written next asks for memory first.
        (capacity, count) = (0, 0)
        return taken
    }

    private func bytes(from start: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: base + min(start, count), count: max(0, count - start))
    }
}

/// A piece of a template's text, encoded.
struct TemplateText: Sendable {
    /// As many bytes are there at least, so that a short text can be copied with more than it has.
    static let shortest = 32

    let bytes: [UInt8]
    let count: Int

    init(_ bytes: [UInt8]) {
        count = bytes.count
        self.bytes = bytes + [UInt8](repeating: 0, count: max(0, Self.shortest - bytes.count))
    }
}
