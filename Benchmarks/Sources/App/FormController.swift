import Ashlar

@Controller
struct FormController {
    func show() -> View { View("form") }

    func store(form: Form) throws -> View {
        let name = form["name"] ?? ""
        let age = try form.value("age", as: Int.self) ?? 0
        guard (2...50).contains(name.count), form["email"]?.contains("@") == true, (18...120).contains(age),
            (form["bio"] ?? "").count <= 500
        else { throw HTTPError(.unprocessableContent, "The form is not valid.") }
        return View("saved", ["name": name])
    }
}
