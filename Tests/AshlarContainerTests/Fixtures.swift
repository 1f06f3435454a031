import AshlarContainer
import Synchronization

protocol Greeter: Sendable { var greeting: String { get } }

struct English: Greeter { let greeting = "Hello" }

@Injectable
struct German: Greeter {
    var greeting: String { "Guten Tag" }
}

@Injectable
struct Door {
    let greeter: any Greeter
    var isOpen = false
}

@Injectable
struct Porch {
    let door: Door
}

@Injectable
struct Visitor {
    let greeter: (any Greeter)?
}

@Injectable
final class Bell {
    let text: String

    init(greeter: any Greeter, mark: String = "!") {
        text = greeter.greeting + mark
    }
}

@Injectable
final class Chicken {
    let egg: Egg
    init(_ egg: Egg) { self.egg = egg }
}

@Injectable
struct Egg {
    let chicken: Chicken
}

final class Ticket: Sendable {
    let office: Office?
    init(_ office: Office? = nil) { self.office = office }
}

final class Office: Sendable {
    let ticket: Ticket?
    init(_ ticket: Ticket? = nil) { self.ticket = ticket }
}

protocol Store: Sendable { var name: String { get } }

struct NamedStore: Store { let name: String }

extension Qualifier {
    static let replica: Qualifier = "replica"
}

@Injectable
struct Search {
    let main: any Store
    @Named(.replica) let copy: any Store
}

@Injectable
final class Archive {
    let name: String

    init(@Named("replica") store: any Store) { name = store.name }
}

/// Remembers what happened, in order.
final class Diary: Sendable {
    private let entries = Mutex<[String]>([])
    var all: [String] { entries.withLock { $0 } }
    func note(_ entry: String) { entries.withLock { $0.append(entry) } }
}

struct Refused: Error {}
