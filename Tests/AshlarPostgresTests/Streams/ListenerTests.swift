import AshlarPostgres
import Testing

@Suite struct ListenerTests {
    @Test("notifications of the channels come in order, those of others do not")
    func notifications() async throws {
        try await withDatabase { db async throws in
            let channel = TestServer.uniqueName("It's a \"channel\"")
            var events = db.listen(to: channel, "other").makeAsyncIterator()
            #expect(try await events.next() == .listening(mayHaveMissedSome: false))
            try await db.notify(TestServer.uniqueName("elsewhere"), "no")
            try await db.transaction {
                for n in 1...5 { try await db.notify(channel, "job \(n) ☃") }
            }
            try await db.notify(channel)
            for payload in (1...5).map({ "job \($0) ☃" }) + [""] {
                guard case .notification(let notification) = try await events.next() else {
                    Issue.record("it is no notification")
                    continue
                }
                #expect(notification.channel == channel)
                #expect(notification.payload == payload)
                #expect(notification.processID > 0)
            }
        }
    }

    @Test("a lost connection is opened again, and the listener is told that it may have missed some")
    func reconnects() async throws {
        try await withDatabase { db async throws in
            let channel = TestServer.uniqueName("c")
            var events = db.listen(to: channel).makeAsyncIterator()
            #expect(try await events.next() == .listening(mayHaveMissedSome: false))
            for _ in 0..<2 {
                try await waitUntil(
                    db, "the listener's connection is ended",
                    """
                    (select count(pg_terminate_backend(pid)) from pg_stat_activity where query like 'LISTEN%' \
                    and application_name = \(db.configuration.applicationName)) > 0
                    """)
                #expect(try await events.next() == .listening(mayHaveMissedSome: true))
                try await db.notify(channel, "after")
                guard case .notification(let notification) = try await events.next() else {
                    Issue.record("it is no notification")
                    return
                }
                #expect(notification.payload == "after")
            }
        }
    }

    @Test("a listener waits for nothing when it is cancelled, and its connection is closed")
    func cancelled() async throws {
        try await withDatabase { db async throws in
            let listening = Event()
            let task = Task {
                for try await _ in db.listen(to: TestServer.uniqueName("c")) { listening.set() }
            }
            await listening.wait()
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            try await waitUntil(
                db, "the listener's connection is closed",
                """
                not exists (select from pg_stat_activity where query like 'LISTEN%' \
                and application_name = \(db.configuration.applicationName))
                """)
        }
    }

    @Test("a listener that cannot have its first connection is an error")
    func unavailable() async throws {
        try await withDatabase({ $0.url = "postgres:///nowhere?host=/nonexistent-folder" }) { db async throws in
            let error = try await postgresFailure { for try await _ in db.listen(to: "c") {} }
            #expect(error.kind == .unavailable)
        }
    }
}
