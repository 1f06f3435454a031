import Ashlar

/// What programs ask for, below `/api`. `./craft make controller` adds to the end.
func api(_ routes: Routes) {
    routes.get("/", HomeController.index).name("home")

    // craft:routes
}
