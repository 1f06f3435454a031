import Ashlar

/// Tells the container what it can give.
struct AppProvider: ServiceProvider {
    func register(_ container: Container) {
    }
}
