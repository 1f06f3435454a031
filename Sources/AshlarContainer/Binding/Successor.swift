import AshlarSupport

/// Where the table is found that replaced another at the end of booting: what was made before then may have kept a
/// resolver.
final class Successor: Sendable {
    private let reference = OnceReference<BindingTable>()

    var table: BindingTable? { reference.load() }
    func set(_ table: BindingTable) { _ = reference.storeIfNil(table) }
}
