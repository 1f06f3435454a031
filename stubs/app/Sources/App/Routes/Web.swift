import Ashlar

/// The pages of the app.
func web(_ routes: Routes) {
    routes.get("/", HomeController.index).name("home")
}
