/// A provider that registers when something of what it binds is needed.
struct DeferredProvider: Sendable {
    let id: ObjectIdentifier
    let provider: any ServiceProvider
    let isOwn: Bool
    let provides: [ObjectIdentifier]
    let needs: [ObjectIdentifier]

    init(_ provider: any ServiceProvider, isOwn: Bool) {
        let type = type(of: provider)
        id = ObjectIdentifier(type)
        self.provider = provider
        self.isOwn = isOwn
        provides = type.provides.map { ObjectIdentifier($0) }
        needs = type.needs.map { ObjectIdentifier($0) }
    }
}
