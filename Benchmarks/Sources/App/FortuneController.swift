import Ashlar

@Model(table: "fortune")
struct Fortune {
    var id: Int?
    var message: String
}

@Controller
struct FortuneController {
    func index() async throws -> View {
        var fortunes = try await Fortune.all()
        fortunes.append(Fortune(id: 0, message: "Additional fortune added at request time."))
        fortunes.sort { $0.message < $1.message }
        return View("fortunes", ["fortunes": fortunes])
    }
}
