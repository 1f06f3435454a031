/// A relation between two models, without their types: what eager loading needs to know.
public protocol ModelRelation: Sendable {
    /// The property's name.
    var name: String { get }

    /// Loads the relation for all models of a batch, unless it is loaded.
    ///
    /// - Returns: the batches of the models on the other side.
    func load(into batch: ModelBatch, file: String, line: Int) async throws -> [ModelBatch]

    /// The foreign key's property on this side, if it is here, and whether the other side is a given model.
    func foreignKeyMember(pointingTo model: any Model.Type) -> String?
}
