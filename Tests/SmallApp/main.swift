import Ashlar

try await App { routes in
    routes.get("/") { _ in "Hello" }
}.run()
