import Ashlar

@Input
struct ProfileInput {
    @Rule(.length(2...50)) var name: String
    @Rule(.email) var email: String
    @Rule(.between(18...120)) var age: Int
    @Rule(.length(...500)) var bio: String = ""
}

@Controller
struct FormController {
    func show() -> View { View("form") }

    func store(input: ProfileInput) -> View {
        View("saved", ["name": input.name])
    }
}
