import Ashlar

/// What programs ask for, below `/api`. `./craft make controller --api` adds to the end.
func api(_ routes: Routes) {
    routes.get("/posts", PostController.feed).name("posts")

    // craft:routes
}
