import Ashlar

struct Message: Encodable {
    let message: String
}

@Controller
struct HelloController {
    func plaintext() -> String { "Hello, World!" }

    func json() -> Message { Message(message: "Hello, World!") }
}
