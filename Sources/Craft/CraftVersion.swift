/// The version of Ashlar that this craft belongs to.
enum CraftVersion {
    /// Read by the launcher too, which names the shared build folder after it: keep it on one line.
    static let current = "0.1.0"
}
