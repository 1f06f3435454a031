public import AshlarPostgres
import Synchronization

/// Counts in PostgreSQL: for an app of several processes, or on several machines, that count together.
///
/// ```swift
/// let store = PostgresRateLimitStore(database)
/// try await store.prepare()             // once, at boot: makes the table if it is not there
/// RateLimit(RateLimitPolicy(limit: 60, per: .seconds(60)), in: store)
/// ```
///
/// A request that may pass costs two statements, one that is refused one. Nothing is locked: who finds that another one
/// has counted in between looks again. The time is the database's, so that the machines' clocks may differ.
public final class PostgresRateLimitStore: RateLimitStore {
    private let database: Database
    private let table: SQL
    private let sweepInterval: Int64
    private let sweptAt = Mutex<Int64>(0)

    /// - Parameters:
    ///   - database: where the table is.
    ///   - table: its name.
    public init(_ database: Database, table: String = "rate_limits") {
        self.database = database
        self.table = "\(identifier: table)"
        sweepInterval = 300 * 1_000_000_000
    }

    /// Makes the table, if it is not there yet. It is unlogged: a crash of the database forgets what was counted.
    public func prepare() async throws {
        try await database.transaction { [database, table] in
            // `if not exists` alone does not keep two that come at once from colliding.
            try await database.query("select pg_advisory_xact_lock(hashtextextended('ashlar rate limits', 0))")
            try await database.execute(
                """
                create unlogged table if not exists \(table) (
                    key text primary key,
                    count double precision not null,
                    previous double precision not null,
                    started_at bigint not null,
                    ends_at bigint not null,
                    version bigint not null
                )
                """)
            // A table of an earlier version has less; what it counts is forgotten a window earlier.
            let columns = ["first_at", "last_at", "previous_first_at", "previous_last_at"]
                .map { "add column if not exists \(identifier: $0) bigint not null default 0" as SQL }
            try await database.execute("alter table \(table) \(columns.joined(separator: ", "))")
        }
    }

    /// Counts a request, if it may pass.
    public func hit(_ key: String, policy: RateLimitPolicy, cost: Int) async throws -> RateLimitDecision {
        let key = Self.name(key, policy)
        while true {
            try Task.checkCancellation()
            let row = try await database.query(
                """
                select (extract(epoch from clock_timestamp()) * 1000000)::bigint, count, previous, started_at, version,
                    first_at, last_at, previous_first_at, previous_last_at
                from (select 1) as one left join \(table) on key = \(key)
                """)[0]
            let now = try row.decode(0, as: Int64.self) * 1000
            let version = try row.decode(4, as: Int64?.self)
            var state = RateLimitState(
                policy: policy, start: try row.decode(3, as: Int64?.self) ?? now,
                current: try Self.span(of: row, count: 1, first: 5),
                previous: try Self.span(of: row, count: 2, first: 7))
            let decision = state.hit(policy, cost: cost, now: now)
            if !decision.isAllowed || cost == 0 { return decision }
            if try await keep(state, key, version) {
                try await sweepIfDue(now)
                return decision
            }
        }
    }

    /// Forgets a key.
    public func clear(_ key: String, policy: RateLimitPolicy) async throws {
        try await database.execute("delete from \(table) where key = \(Self.name(key, policy))")
    }

    /// What stands in a row of one window.
    private static func span(of row: PostgresRow, count: Int, first: Int) throws -> RateLimitSpan {
        RateLimitSpan(
            count: try row.decode(count, as: Double?.self) ?? 0, first: try row.decode(first, as: Int64?.self) ?? 0,
            last: try row.decode(first + 1, as: Int64?.self) ?? 0)
    }

    /// Writes a state, unless another one was written since it was read.
    private func keep(_ state: RateLimitState, _ key: String, _ version: Int64?) async throws -> Bool {
        let endsAt = state.start.addingReportingOverflow(state.window.multipliedReportingOverflow(by: 2).partialValue)
        let (current, previous) = (state.current, state.previous)
        let values: (count: SQL, previous: SQL, start: SQL, end: SQL) = (
            "\(current.count)", "\(previous.count)", "\(state.start)",
            "\(endsAt.overflow ? .max : endsAt.partialValue)"
        )
        if let version {
            return try await database.execute(
                """
                update \(table) set count = \(values.count), previous = \(values.previous), started_at = \(values.start),
                    ends_at = \(values.end), version = \(version &+ 1), first_at = \(current.first),
                    last_at = \(current.last), previous_first_at = \(previous.first), previous_last_at = \(previous.last)
                where key = \(key) and version = \(version)
                """) == 1
        }
        return try await database.execute(
            """
            insert into \(table) (key, count, previous, started_at, ends_at, version, first_at, last_at,
                previous_first_at, previous_last_at)
            values (\(key), \(values.count), \(values.previous), \(values.start), \(values.end), 1, \(current.first),
                \(current.last), \(previous.first), \(previous.last))
            on conflict (key) do nothing
            """) == 1
    }

    private func sweepIfDue(_ now: Int64) async throws {
        let isDue = sweptAt.withLock { sweptAt in
            guard now - sweptAt >= sweepInterval else { return false }
            sweptAt = now
            return true
        }
        guard isDue else { return }
        // In portions, so that the request that finds it due is not held up.
        try await database.execute(
            """
            delete from \(table) where key in
                (select key from \(table) where ends_at < \(now) limit 1000 for update skip locked)
            """)
    }

    private static func name(_ key: String, _ policy: RateLimitPolicy) -> String {
        // PostgreSQL's text has no NUL, which a key from outside may have.
        "\(policy.limit)/\(policy.window)/\(policy.counting):\(key)".replacing("\0", with: "\u{fffd}")
    }
}
