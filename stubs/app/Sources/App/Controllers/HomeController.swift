import Ashlar

/// Answers the requests for the front page.
@Controller
struct HomeController {
    func index() -> View {
        View("welcome", ["title": "__title__"])
    }
}
