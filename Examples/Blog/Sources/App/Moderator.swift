import Ashlar

/// Decides which comments are shown.
protocol Moderator: Sendable {
    func accepts(_ text: String) -> Bool
}

/// Refuses comments that contain a word of a list.
@Injectable
struct WordListModerator: Moderator {
    var refused = ["viagra", "casino"]

    func accepts(_ text: String) -> Bool {
        let words = text.lowercased().split { !$0.isLetter }
        return !words.contains { refused.contains(String($0)) }
    }
}
