/// A cursor on the server. When nobody holds it any more it is closed, and its connection given back.
final class Cursor {
    private enum State {
        case new
        /// On a connection of its own, inside of a transaction of its own.
        case alone(LeaseToken)
        /// On the connection of the task's transaction or session.
        case inScope(Scope, number: Int)
        case ended
    }

    private let stream: PostgresRowStream
    private var state = State.new

    init(_ stream: PostgresRowStream) { self.stream = stream }

    deinit { abandon() }

    /// The next piece of the result; nil at the end.
    nonisolated(nonsending) func fetch() async throws -> PostgresRows? {
        do {
            if case .new = state { try await open() }
            let rows: PostgresRows
            switch state {
            case .new, .ended: return nil
            case .alone(let token):
                rows = try await send("FETCH FORWARD \(stream.batchSize) FROM \(Self.name(1, 1))", on: token)
            case .inScope(let scope, let number):
                let name = Self.name(scope.depth, number)
                rows = try await scope.send(
                    plan("FETCH FORWARD \(stream.batchSize) FROM \(name)"), on: stream.database)
            }
            if rows.count < stream.batchSize { abandon() }
            return rows
        } catch {
            abandon()
            throw error
        }
    }

    private nonisolated(nonsending) func open() async throws {
        let database = stream.database
        guard let scope = Scope.current(for: database) else {
            let token = try await database.lease(stream.site, for: .stream)
            state = .alone(token)
            _ = try await send("BEGIN READ ONLY", on: token)
            _ = try await send(declaration(of: Self.name(1, 1)), stream.bindings, on: token)
            return
        }
        let number = scope.takeCursor()
        state = .inScope(scope, number: number)
        // Outside of a transaction a cursor lasts only if the server keeps its result.
        let text = declaration(of: Self.name(scope.depth, number), isKept: scope.depth == 0)
        do { _ = try await scope.send(plan(text, stream.bindings), on: database) } catch {
            // There is nothing to close, and trying to would fail.
            scope.giveBackCursor(number)
            state = .ended
            throw error
        }
    }

    /// Closes the cursor. There is nothing to wait for: what follows on the connection comes after it.
    private func abandon() {
        switch state {
        case .new, .ended: break
        case .alone(let token):
            stream.database.post(tidying: "ROLLBACK", on: token, stream.site)
            stream.database.release(token, isReusable: true)
        case .inScope(let scope, let number):
            if !scope.isEnded {
                stream.database.post(
                    tidying: "CLOSE \(Self.name(scope.depth, number))", on: scope.token, stream.site)
            }
            scope.giveBackCursor(number)
        }
        state = .ended
    }

    private static func name(_ depth: Int, _ number: Int) -> String { "ashlar_cursor_\(depth)_\(number)" }

    private func declaration(of name: String, isKept: Bool = false) -> String {
        "DECLARE \(name) NO SCROLL CURSOR\(isKept ? " WITH HOLD" : "") FOR \(stream.text)"
    }

    private func plan(_ text: String, _ bindings: [PostgresBinding] = []) -> StatementPlan {
        var plan = StatementPlan(text: text, bindings: bindings, site: stream.site)
        // The text of a FETCH does not tell its columns, so preparing it would bind it to those of one cursor.
        plan.form = .unprepared
        return plan
    }

    private nonisolated(nonsending) func send(
        _ text: String, _ bindings: [PostgresBinding] = [], on token: LeaseToken
    ) async throws -> PostgresRows {
        var plan = plan(text, bindings)
        plan.lease = token
        return try await stream.database.send(plan)
    }
}
