import Synchronization

/// The texts of a model's updates, by the columns that they write: an app saves the same few again and again.
final class UpdateTexts: Sendable {
    private let texts = Mutex<[[Int]: String]>([:])

    /// How many are kept; a model of many columns could be saved in more ways than anybody wants to remember.
    private static let most = 256

    /// The text for some columns, by their places in order.
    func text(for columns: [Int], _ make: () -> String) -> String {
        if let known = texts.withLock({ $0[columns] }) { return known }
        let text = make()
        texts.withLock { texts in
            if texts.count < Self.most { texts[columns] = text }
        }
        return text
    }
}
