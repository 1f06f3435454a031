import Ashlar
import AshlarTesting
import Testing

@Controller struct PageController {
    func numbered(page: Int = 1) -> Page<Int> { Page(items: [page], total: 5, page: page, perPage: 2) }
    func simple(page: Int = 1) -> SimplePage<Int> {
        SimplePage(items: [page], page: page, perPage: 2, hasNext: page < 3)
    }
    func cursors(cursor: String?) -> CursorPage<Int> {
        CursorPage(items: [1], perPage: 1, next: cursor == nil ? "n=" : nil, previous: cursor == nil ? nil : "p")
    }
    func rendered(page: Int = 1) -> Rendered<Page<Int>> { Rendered(numbered(page: page)) }
}

/// Pages of lists as JSON.
@Suite struct PageEnvelopeTests {
    private static let app = RoutesOnly { routes in
        routes.get("/numbered", PageController.numbered)
        routes.get("/simple", PageController.simple)
        routes.get("/cursors", PageController.cursors)
        routes.get("/rendered", PageController.rendered)
    }

    @Test(arguments: [
        (
            "/numbered?q=a+b",
            #"{"items":[1],"lastPage":3,"links":{"first":"/numbered?q=a%20b","last":"/numbered?q=a%20b&page=3","next":"/numbered?q=a%20b&page=2","prev":null},"page":1,"perPage":2,"total":5}"#
        ),
        (
            "/rendered?page=3&q=1",
            #"{"items":[3],"lastPage":3,"links":{"first":"/rendered?q=1","last":"/rendered?q=1&page=3","next":null,"prev":"/rendered?q=1&page=2"},"page":3,"perPage":2,"total":5}"#
        ),
        (
            "/simple?page=2",
            #"{"hasNext":true,"items":[2],"links":{"first":"/simple","last":null,"next":"/simple?page=3","prev":"/simple"},"page":2,"perPage":2}"#
        ),
        (
            "/cursors?q=1",
            #"{"items":[1],"links":{"first":"/cursors?q=1","last":null,"next":"/cursors?q=1&cursor=n%3D","prev":null},"next":"n=","perPage":1,"previous":null}"#
        ),
        (
            "/cursors?cursor=n%3D",
            #"{"items":[1],"links":{"first":"/cursors","last":null,"next":null,"prev":"/cursors?cursor=p"},"next":null,"perPage":1,"previous":"p"}"#
        ),
    ])
    func `a page has the addresses of others, with the query that was asked`(target: String, text: String) async throws
    {
        try await withKernel(Self.app, in: AppFolder()) { kernel async throws in
            let answer = try await kernel.send(.get, target, accept: "application/json")
            #expect(answer.status == 200 && answer.text == text)
        }
    }

    @Test func `the addresses of an app that is mounted are those of the app around it`() async throws {
        try await withKernel(Self.app, in: AppFolder()) { inner async throws in
            try await withKernel(RoutesOnly { $0.mount("/inner", inner) }, in: AppFolder()) { kernel async throws in
                let answer = try await kernel.send(.get, "/inner/numbered?page=3", accept: "application/json")
                #expect(
                    answer.text.contains(
                        #""links":{"first":"/inner/numbered","last":"/inner/numbered?page=3","next":null,"prev":"/inner/numbered?page=2"}"#
                    ))
            }
        }
    }
}
