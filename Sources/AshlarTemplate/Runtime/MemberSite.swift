import Synchronization

/// A member that a template names at one place of its text, and where the objects that were met there have it.
final class MemberSite: Sendable {
    let name: String
    /// The address of the class of the record that was met last, and in the lowest bits the member's place in it.
    private let known = Atomic<UInt64>(0)

    init(_ name: String) { self.name = name }

    /// The member of a record of the class that was met last; nil for any other object, and for a member that the record
    /// does not have.
    @inline(__always)
    func remembered(of object: Unmanaged<AnyObject>) throws -> TemplateValue? {
        try object._withUnsafeGuaranteedRef { object in
            let known = known.load(ordering: .relaxed)
            guard known >> 16 == Self.address(ofClassOf: object) else { return nil }
            // Only classes of records are remembered.
            return try unsafeDowncast(object, to: RecordObject.self).member(at: Int(known & 0xFFFF))
        }
    }

    /// The member of an object; nil where there is none. The place of a record's member is remembered.
    func member(of object: any TemplateObject) throws -> TemplateValue? {
        if let record = object as? RecordObject, let place = record.placedNames.firstIndex(of: name) {
            let address = Self.address(ofClassOf: record)
            if place <= 0xFFFF, address >> 48 == 0 {
                known.store(address << 16 | UInt64(place), ordering: .relaxed)
            }
        }
        return try object.member(named: name)
    }

    @inline(__always)
    private static func address(ofClassOf object: AnyObject) -> UInt64 {
        UInt64(UInt(bitPattern: ObjectIdentifier(type(of: object))))
    }
}
