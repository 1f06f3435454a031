import AshlarSupport

/// Elements that are records, made where they lie.
class RecordSequence: TemplateSequence, @unchecked Sendable {
    // Sendable because it holds nothing; its subclass says why it is.

    var count: Int { 0 }
    func element(at index: Int) throws -> TemplateValue { throw Failure("index \(index) is out of range") }
    var rawValue: any Sendable { [] as [any Sendable] }

    /// The object of an element, which can be moved to others by their index as long as nobody else has it.
    func record(at index: Int) throws -> RecordObject { throw Failure("index \(index) is out of range") }
}

/// A Swift array of `MemberReadable` values.
final class ModelArray<Model: MemberReadable>: RecordSequence, @unchecked Sendable {
    // Sendable because the models are and never change.
    private let models: [Model]

    init(_ models: [Model]) { self.models = models }

    override var count: Int { models.count }
    override var rawValue: any Sendable { models }

    override func element(at index: Int) throws -> TemplateValue { .object(try record(at: index)) }

    override func record(at index: Int) throws -> RecordObject {
        guard let record = ModelObject(models, at: index) else { throw Failure("index \(index) is out of range") }
        return record
    }
}
