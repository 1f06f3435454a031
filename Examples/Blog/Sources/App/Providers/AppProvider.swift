import Ashlar

/// Tells the container what it can give, and who hears of which events.
struct AppProvider: ServiceProvider {
    func register(_ container: Container) {
        container.singleton((any Moderator).self, to: WordListModerator.self) { $0 }
        // craft:listeners
    }
}
