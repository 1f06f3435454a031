import Logging

/// The connection of a listener, which comes back when it was lost.
final class Listening {
    private let listener: PostgresListener
    /// A pool of one connection, which ends with this object.
    private let connection: Database
    private let mailbox = Mailbox(capacity: 100_000)
    private let logger: Logger
    private var isConnected = false
    /// Whether notifications may have been missed when it listens again; nil before the first time.
    private var hasMissedSome: Bool?

    init(_ listener: PostgresListener) {
        self.listener = listener
        logger = listener.database.logger
        var configuration = listener.database.configuration
        configuration.maximumConnections = 1
        configuration.minimumConnections = 0
        configuration.preparedStatements = 0
        configuration.statementTimeout = nil
        connection = Database(configuration: configuration, logger: logger, observer: mailbox)
    }

    /// What has happened since the last call; waits for the first.
    nonisolated(nonsending) func events() async throws -> [PostgresListenerEvent] {
        guard isConnected else {
            try await connect()
            defer { hasMissedSome = false }
            return [.listening(mayHaveMissedSome: hasMissedSome ?? false)]
        }
        var events: [PostgresListenerEvent] = []
        for item in try await mailbox.take() {
            switch item {
            case .notification(let notification): events.append(.notification(notification))
            case .overflow:
                logger.warning("A listener takes notifications too slowly, and has missed some")
                events = [.listening(mayHaveMissedSome: true)]
            case .closed(let reason):
                logger.warning("The connection of a listener was lost and is opened again: \(reason.message)")
                isConnected = false
                hasMissedSome = true
            }
        }
        return events
    }

    private nonisolated(nonsending) func connect() async throws {
        var pause = Duration.milliseconds(100)
        while true {
            do {
                return try await listen()
            } catch let error as PostgresError
                where hasMissedSome != nil && error.kind != .shutDown && error.kind != .unsupported
            {
                // Listeners that lost one server must not come back at the same moment.
                try await Task.sleep(for: pause * Double.random(in: 0.5...1.5))
                pause = min(pause * 2, .seconds(10))
            }
        }
    }

    private nonisolated(nonsending) func listen() async throws {
        guard !listener.database.inbox.isClosed else { throw PostgresError.shutDown }
        mailbox.clear()
        let token = try await connection.lease(listener.site, for: .listening)
        do {
            try connection.requireServerConnection(
                for: "LISTEN needs", "Listen with a Database whose url names the server itself.", listener.site)
        } catch {
            connection.release(token, isReusable: true)
            throw error
        }
        var plan = StatementPlan(
            text: listener.channels.map { "LISTEN \(SQL.quoted(identifier: $0))" }.joined(separator: "; "),
            bindings: [], site: listener.site)
        plan.form = .script
        plan.lease = token
        do { _ = try await connection.send(plan) } catch {
            connection.release(token, isReusable: false)
            throw error
        }
        isConnected = true
    }
}
