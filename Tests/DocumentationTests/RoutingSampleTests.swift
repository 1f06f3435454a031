import Ashlar
import AshlarSecurity
import AshlarTesting
import Foundation
import Testing

@Suite struct RoutingSampleTests {
    @Test func `a model is found by a column, and among those of the model before it`() async throws {
        try await withApp(Library.self) { app in
            let writer = try await Writer.create(name: "Ada")
            let other = try await Writer.create(name: "Bob")
            let title = "Notes \(UUID().uuidString)"
            let book = try await Book.create(title: title, writerID: writer.requireID())
            let key = try book.requireID()
            let path = try #require(title.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
            try await app.get("/titles/\(path)").assertOk()
            try await app.get("/titles/nothing").assertNotFound()
            try await app.get("/writers/\(writer.requireID())/books/\(key)").assertOk()
            try await app.get("/writers/\(other.requireID())/books/\(key)").assertNotFound()
            try await app.get("/writers/x/books/\(key)").assertNotFound()
        }
    }

    @Test func `a column that a model has not, and a model that does not belong to the one before, are refused`() {
        let routes = Routes()
        routes.get("/a/{book.titel}", BookController.show)
        routes.get("/b/{book}/{writer}", WrongController.show).scoped()
        let messages = RouteTable.checked(routes).problems.map(\.message)
        #expect(
            messages == [
                "BookController.show takes book: Book from /a/{book.titel}: Book has no column \"titel\". Did you mean \"title\"?",
                "WrongController.show takes writer: Writer from /b/{book}/{writer}: "
                    + "the route is scoped, but Writer does not belong to Book.",
            ])
    }

    @Test func `the samples' addresses are what the page says`() throws {
        let routes = Routes()
        web(routes)
        routingSamples(routes)
        let (table, problems) = RouteTable.checked(routes)
        #expect(problems.isEmpty, "\(problems)")
        let signer = Signer(keys: KeyRing(current: AppKey.random()))
        let urls = try table.with(baseURL: "https://library.example", signer: signer).urls
        let made = try addressSamples(urls)
        #expect(made[0] == "/shelves/3/b?detailed=true")
        #expect(made[1] == "https://north.library.example/hours#sunday")
        #expect(made[2] == "/shelves/3/b")
        #expect(made[3].hasPrefix("https://library.example/days/20") && made[3].contains("&signature="))
    }
}

@Controller
struct WrongController {
    func show(book: Book, writer: Writer) -> String { "" }
}
