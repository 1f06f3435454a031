@testable import Craft

/// What a person reads of the error that a piece of code throws; empty if it throws none.
func message(of body: () throws -> Void) -> String {
    do {
        try body()
        return ""
    } catch {
        return "\(error)"
    }
}
