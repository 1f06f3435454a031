import AshlarTemplate
import Synchronization

/// A value that a template's function hands out to a test.
final class Kept: Sendable {
    private let storage = Mutex<TemplateValue?>(nil)

    var value: TemplateValue? {
        get { storage.withLock { $0 } }
        set { storage.withLock { $0 = newValue } }
    }
}
