import AshlarTemplate
import Synchronization

/// The value of an expression, on its way out of the template.
final class Captured: Sendable {
    private let storage = Mutex<TemplateValue>(.none)

    var value: TemplateValue {
        get { storage.withLock { $0 } }
        set { storage.withLock { $0 = newValue } }
    }
}
