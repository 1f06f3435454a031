/// What came out of some work, kept until what must follow it is done.
enum Outcome<Success> {
    case success(Success)
    case failure(any Error)

    nonisolated(nonsending) init(_ body: nonisolated(nonsending) () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }

    func get() throws -> Success {
        switch self {
        case .success(let success): return success
        case .failure(let error): throw error
        }
    }
}
