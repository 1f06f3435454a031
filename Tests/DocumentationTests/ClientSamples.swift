import HarbourClient

// The samples of clients.md, as they stand there, over a client that craft wrote.

func moor(_ name: String, at server: String, token: String) async throws -> Int {
    let client = APIClient(baseURL: server, credentials: .init(bearer: token))
    do {
        let boat = try await client.boatsStore(body: BoatInput(name: name, length: 12, kind: .sail))
        return boat.id
    } catch BoatsStoreFailure.conflict(let taken) {
        return taken.takenBy
    } catch let error as APIError where error.status == 422 {
        print(error.messages(for: "name"), error.messages(for: "berth.number"))
        throw error
    }
}

struct Logged: APITransport {
    let inner = URLSessionTransport()

    func send(_ request: APIRequest, below base: String) async throws -> APIResponse {
        let response = try await inner.send(request, below: base)
        print(request.method, request.path, response.status)
        return response
    }
}
