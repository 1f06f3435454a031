import Ashlar

/// Answers the requests for the front page.
@Controller
struct HomeController {
    let config: Config

    func index() -> View {
        View("welcome", ["title": config.appName])
    }
}
