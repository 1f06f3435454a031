import AshlarORM
import AshlarRouting
import AshlarSupport

extension ArgumentDescriptor {
    /// The schema of the key of the model that a placeholder stands for; nil where it stands for none.
    var keySchema: SentValue? {
        func key<M: Model>(_ model: M.Type) -> SentValue { ScalarSchema.of(M.Key.self) }
        return (valueType as? any Model.Type).map { key($0) }
    }
}
