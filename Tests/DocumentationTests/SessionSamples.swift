import Ashlar
import AshlarSecurity
import AshlarSession
import Logging

@Controller
struct CartController {
    func add(item: Int, session: Session) throws -> String {
        var cart = session.get(.cart) ?? []
        cart.append(item)
        try session.set(.cart, cart)
        try session.flash("status", "Added.")
        return "\(cart.count)"
    }
}

extension SessionKey where Value == [Int] {
    static var cart: SessionKey { "cart" }
}

func sessionLayers(_ database: Database, _ keys: KeyRing, _ logger: Logger) -> [any Middleware] {
    let settings = SessionSettings(idle: .seconds(7200), absolute: .seconds(604_800))
    let inTable = SessionMiddleware(PostgresSessions(database), settings, logger: logger)
    let inCookie = SessionMiddleware(CookieSessions(Encrypter(keys: keys)), settings, logger: logger)
    let inMemory = SessionMiddleware(MemorySessions(), settings, logger: logger)
    return [inTable, inCookie, inMemory]
}

func rejected(_ form: Form, _ session: Session) throws {
    var errors = ErrorBag()
    errors.add("title", "The title is required.")
    try session.flashErrors(errors)
    session.flashInput(form.fields)
}

func shown(_ session: Session) -> (title: String, error: String?) {
    (session.oldInput["title"] ?? "", session.errors.first("title"))
}

let protection = CSRFProtection(
    except: ["/webhooks/*"], trusting: ["https://admin.example.com"], sendsCookie: true)
