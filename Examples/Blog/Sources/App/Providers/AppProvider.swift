import Ashlar

struct AppProvider: ServiceProvider {
    func register(_ container: Container) {
        container.singleton((any Moderator).self, to: WordListModerator.self) { $0 }
    }
}
