import Ashlar

/// The pages of the app. `./craft make controller` adds to the end.
func web(_ routes: Routes) {
    routes.get("/", PostController.index).name("home")
    routes.resource("posts", PostController.self)
    routes.post("/posts/{post}/comments", CommentController.store).name("comments.store")
    routes.delete("/comments/{comment}", CommentController.destroy).name("comments.destroy")
    routes.get("/authors/{author}", AuthorController.show).name("authors.show")

    // craft:routes
}
