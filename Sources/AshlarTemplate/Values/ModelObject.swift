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

    override var isModel: Bool { true }
    override var typeName: String { String(describing: type(of: model)) }
    override var rawValue: any Sendable { model }
    /// Only what the type says of itself: a dump of all members could show what must stay hidden.
    override var text: String { (model as? any CustomStringConvertible)?.description ?? typeName }
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
