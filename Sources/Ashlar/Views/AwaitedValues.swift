/// Values that are made while a page is on its way, all at the same time.
final class AwaitedValues: Sendable {
    typealias Maker = @Sendable () async throws -> any Sendable

    private let tasks: [String: Task<any Sendable, any Error>]

    /// Begins to make them, with what the current task knows: the request, the database.
    init(_ makers: [String: Maker]) {
        tasks = makers.mapValues { make in Task { try await make() } }
    }

    /// All of them, when they are there.
    ///
    /// - Throws: what making one throws; the others are then cancelled.
    func all() async throws -> [String: any Sendable] {
        try await withTaskCancellationHandler {
            var values: [String: any Sendable] = [:]
            do {
                for (name, task) in tasks { values[name] = try await task.value }
            } catch {
                cancel()
                throw error
            }
            return values
        } onCancel: {
            cancel()
        }
    }

    func cancel() { for task in tasks.values { task.cancel() } }
}
