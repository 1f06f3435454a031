import Ashlar

/// The pages of the app. `./craft make controller` adds to the end.
func web(_ routes: Routes) {
    routes.get("/", HomeController.index).name("home")

    // craft:routes
}
