import AshlarSupport

/// A `MemberReadable` value in a template, where it lies in its array: its members are read when they are asked for.
final class ModelObject<Model: MemberReadable>: RecordObject, @unchecked Sendable {
    // Sendable because the models are and never change, and the index only changes where nobody else has the object.
    private let models: [Model]
    /// The first of them; they stay where they are as long as the array is held, and it is never written to.
    private let base: UnsafePointer<Model>
    private let count: Int
    private var index: Int

    /// - Parameter index: of one of the models; nil where there is none.
    init?(_ models: [Model], at index: Int) {
        count = models.count
        guard index >= 0, index < count, let base = models.withUnsafeBufferPointer({ $0.baseAddress }) else {
            return nil
        }
        self.models = models
        self.base = base
        self.index = index
    }

    override func move(to index: Int) { if index >= 0, index < count { self.index = index } }

    private var model: Model { models[index] }

    override var placedNames: [String] { Model.memberNames }

    // The model is read where it lies: a copy would retain all that is in it.

    override func member(at place: Int) throws -> TemplateValue? {
        do {
            var value = try Borrowed.read(base + index) { try $0.member(at: place) }
            return TemplateValue(taking: &value)
        } catch MemberError.unknown {
            return nil
        }
    }

    override func member(named name: String) throws -> TemplateValue? {
        do {
            var value = try Borrowed.read(base + index) { try $0.member(named: name) }
            return TemplateValue(taking: &value)
        } catch MemberError.unknown {
            return nil
        }
    }

    /// A value that is a collection too, such as a page of models, is looped over like one.
    override func elements() throws -> (any TemplateSequence)? {
        (model as? any Collection).map { Self.sequence($0) }
    }

    override var isTrue: Bool {
        guard Model.self is any Collection.Type else { return true }
        return (model as? any Collection).map { !$0.isEmpty } ?? true
    }

    private static func sequence(_ collection: some Collection) -> any TemplateSequence {
        Array(collection).templateSequence
    }

    /// Whether both mean the same: one place of one array, values that are equal, or one key.
    override func equals(_ other: any TemplateObject) -> Bool {
        if let other = other as? ModelObject<Model> {
            if other.base == base, other.index == index { return true }
            if let type = Model.self as? any Equatable.Type { return areEqual(type, other) }
        }
        guard let identity, let counterpart = other.memberIdentity else { return false }
        return identity == counterpart
    }

    override func hash(into hasher: inout Hasher) {
        if let type = Model.self as? any Hashable.Type {
            hash(type, &hasher)
        } else if !(Model.self is any Equatable.Type) {
            hasher.combine(identity)
        }
        // What is equal without a hash of its own cannot be told apart any faster.
    }

    override var identity: MemberIdentity? { (Model.self as? any MemberIdentified.Type).flatMap { identity($0) } }

    // Without a cast of the value, which would copy it: the types are one.

    private func areEqual<Value: Equatable>(_ type: Value.Type, _ other: ModelObject) -> Bool {
        place(as: type).pointee == other.place(as: type).pointee
    }

    private func hash<Value: Hashable>(_ type: Value.Type, _ hasher: inout Hasher) {
        place(as: type).pointee.hash(into: &hasher)
    }

    private func identity<Value: MemberIdentified>(_ type: Value.Type) -> MemberIdentity? {
        place(as: type).pointee.memberIdentity
    }

    /// - Parameter type: the type of the models, as a protocol knows it.
    private func place<Value>(as type: Value.Type) -> UnsafePointer<Value> {
        UnsafeRawPointer(base + index).assumingMemoryBound(to: type)
    }

    override var isModel: Bool { true }
    override var isForMembersAlone: Bool { Model.self is any TemplateNamed.Type }
    override var typeName: String {
        (Model.self as? any TemplateNamed.Type)?.templateName ?? String(describing: type(of: model))
    }
    override var rawValue: any Sendable { model }
    /// Only what the type says of itself, or its key: a dump of all members could show what must stay hidden.
    override var text: String {
        if let described = model as? any CustomStringConvertible { return described.description }
        guard let identity else { return typeName }
        return "\(typeName) (\(identity))"
    }
}

/// Reads what lies behind a pointer without a copy of it.
private enum Borrowed {
    /// Generic over what cannot be copied, so that there is none.
    @inline(__always)
    static func read<Value: ~Copyable, Result>(
        _ pointer: UnsafePointer<Value>, _ body: (borrowing Value) throws -> Result
    ) rethrows -> Result {
        try body(pointer.pointee)
    }
}
