import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The requests that workers are answering, in memory that they share with their supervisor: it outlives a worker that traps.
///
/// Each worker has a region of slots; a slot is 512 bytes: a state, the length of the line, the task, the line.
///
/// The memory is never unmapped, and all of it but the states is written only by who has taken the slot.
struct FlightRecord: @unchecked Sendable {  // Raw memory; the states are atomic and order the rest.
    static let slots = 64
    static let slotBytes = 512
    static let lineBytes = slotBytes - 16

    private enum State {
        static let free: UInt32 = 0
        static let inFlight: UInt32 = 1
        static let writing: UInt32 = 2
        static let trapped: UInt32 = 3
    }

    private let base: UnsafeMutableRawPointer

    /// Maps the part of a file that belongs to a region.
    ///
    /// - Returns: nil if the file cannot be mapped.
    init?(descriptor: Int32, region: Int) {
        let size = Self.slots * Self.slotBytes
        // Regions are whole pages.
        guard let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, off_t(region * size)),
            memory != MAP_FAILED
        else { return nil }
        base = memory
    }

    /// A file for so many regions, which has no name any more.
    ///
    /// - Throws: ``WorkerError`` if it cannot be made.
    static func file(regions: Int) throws -> Int32 {
        var path = Array((FileManager.default.temporaryDirectory.path + "/ashlar-workers-XXXXXX").utf8CString)
        let descriptor = mkstemp(&path)
        guard descriptor >= 0 else { throw WorkerError.system("make the record of the workers", errno) }
        unlink(path)
        guard ftruncate(descriptor, off_t(regions * slots * slotBytes)) == 0 else {
            throw WorkerError.system("make the record of the workers", errno)
        }
        return descriptor
    }

    /// Writes down what is being answered.
    ///
    /// - Parameters:
    ///   - line: the request.
    ///   - task: who answers it.
    /// - Returns: the slot, to be given back; nil if all are taken.
    func begin(_ line: String, task: UInt) -> Int? {
        for slot in 0..<Self.slots {
            let (isMine, _) = state(slot).pointee.compareExchange(
                expected: State.free, desired: State.writing, ordering: .acquiring)
            guard isMine else { continue }
            let place = base + slot * Self.slotBytes
            var line = line
            let count = line.withUTF8 { bytes in
                let count = min(bytes.count, Self.lineBytes)
                if let start = bytes.baseAddress { (place + 16).copyMemory(from: start, byteCount: count) }
                return count
            }
            place.storeBytes(of: UInt32(count), toByteOffset: 4, as: UInt32.self)
            place.storeBytes(of: UInt64(task), toByteOffset: 8, as: UInt64.self)
            state(slot).pointee.store(State.inFlight, ordering: .releasing)
            return slot
        }
        return nil
    }

    /// Gives a slot back: what was written there is answered.
    func end(_ slot: Int) { state(slot).pointee.store(State.free, ordering: .releasing) }

    /// Marks the request of a task. For a signal handler: it takes no lock and no memory.
    func markTrapped(task: UInt) {
        var slot = 0
        while slot < Self.slots {
            let place = base + slot * Self.slotBytes
            if state(slot).pointee.load(ordering: .acquiring) == State.inFlight,
                place.load(fromByteOffset: 8, as: UInt64.self) == UInt64(task)
            {
                state(slot).pointee.store(State.trapped, ordering: .releasing)
            }
            slot += 1
        }
    }

    /// The request that trapped, if that is known; otherwise all that were being answered.
    var suspects: [String] {
        let trapped = lines(in: State.trapped)
        return trapped.isEmpty ? lines(in: State.inFlight) : trapped
    }

    /// Forgets everything: another worker begins here.
    func clear() { for slot in 0..<Self.slots { end(slot) } }

    private func lines(in wanted: UInt32) -> [String] {
        (0..<Self.slots).compactMap { slot in
            guard state(slot).pointee.load(ordering: .acquiring) == wanted else { return nil }
            let place = base + slot * Self.slotBytes
            let count = min(Int(place.load(fromByteOffset: 4, as: UInt32.self)), Self.lineBytes)
            return String(decoding: UnsafeRawBufferPointer(start: place + 16, count: count), as: UTF8.self)
        }
    }

    private func state(_ slot: Int) -> UnsafeMutablePointer<Atomic<UInt32>> {
        (base + slot * Self.slotBytes).assumingMemoryBound(to: Atomic<UInt32>.self)
    }
}
