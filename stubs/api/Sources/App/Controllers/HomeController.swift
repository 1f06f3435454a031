import Ashlar

/// Says what answers here.
@Controller
struct HomeController {
    let config: Config

    func index() -> [String: String] {
        ["name": config.appName]
    }
}
