public import AshlarPostgres
import FoundationEssentials
import Synchronization

/// Keeps sessions in PostgreSQL, in a table of its own: for one process or many.
///
/// ```swift
/// let sessions = PostgresSessions(database)
/// try await sessions.prepare()          // once, at boot: makes the table if it is not there
/// SessionMiddleware(sessions)
/// ```
///
/// A request writes the values that it changed, in one statement, so that requests at the same time do not undo each
/// other. The table holds a hash of each id: who reads it cannot take a session over. Sessions that have ended are deleted
/// along the way, every few minutes.
public final class PostgresSessions: SessionDriver {
    private let database: Database
    private let table: SQL
    private let index: SQL
    private let sweepInterval: Int
    private let sweptAt = Mutex(0)

    /// - Parameters:
    ///   - database: where the table is.
    ///   - table: its name.
    ///   - sweepInterval: how many seconds are between two sweeps.
    public init(_ database: Database, table: String = "sessions", sweepInterval: Int = 300) {
        self.database = database
        self.table = "\(identifier: table)"
        index = "\(identifier: table + "_expires_at")"
        self.sweepInterval = sweepInterval
    }

    /// Makes the table, if it is not there yet. Several processes may do so at once.
    public func prepare() async throws {
        try await database.transaction { [database, table, index] in
            // `if not exists` alone does not keep two that come at once from colliding.
            try await database.query("select pg_advisory_xact_lock(hashtextextended('ashlar sessions', 0))")
            try await database.execute(
                """
                create table if not exists \(table) (
                    id bytea primary key,
                    data jsonb not null default '{}',
                    created_at timestamptz not null,
                    seen_at timestamptz not null,
                    expires_at timestamptz not null
                )
                """)
            try await database.execute("create index if not exists \(index) on \(table) (expires_at)")
        }
    }

    /// Looks for a session.
    public func load(_ token: String) async throws -> SessionLookup {
        // An id of ours is 43 characters of base64url; anything else need not trouble the database.
        guard token.utf8.count == 43, !token.utf8.contains(0) else { return .absent }
        let rows = try await database.query(
            """
            select data::text, extract(epoch from created_at)::bigint, extract(epoch from seen_at)::bigint
            from \(table) where id = \(Self.hash(token)) and expires_at > now()
            """)
        guard let row = rows.first else { return .absent }
        guard let values = JSONText.members(of: try row.decode(0, as: String.self)) else {
            return .rejected("its data is no object")
        }
        return .found(
            SessionRecord(
                id: token, values: values, createdAt: try row.decode(1, as: Int.self),
                seenAt: try row.decode(2, as: Int.self)))
    }

    /// Writes what a request changed.
    public func save(_ changes: SessionChanges) async throws -> String? {
        let record = changes.record
        let id = Self.hash(record.id)
        let times: (seen: SQL, expires: SQL) = ("\(Self.date(record.seenAt))", "\(Self.date(changes.expiresAt))")
        let merged: SQL =
            "(data - \(changes.removed)::text[]) || \(Self.stored(changes.set))::jsonb"
        let count: Int
        switch changes.kind {
        case .create, .replace:
            if case .replace(let old) = changes.kind { try await delete(old) }
            count = try await database.execute(
                """
                insert into \(table) (id, data, created_at, seen_at, expires_at)
                values (\(id), \(Self.stored(record.values))::jsonb, \(Self.date(record.createdAt)), \(times.seen), \(times.expires))
                """)
        case .merge:
            count = try await database.execute(
                "update \(table) set data = \(merged), seen_at = \(times.seen), expires_at = \(times.expires) where id = \(id)"
            )
        case .move(let old):
            count = try await database.execute(
                """
                with old as (delete from \(table) where id = \(Self.hash(old)) returning data)
                insert into \(table) (id, data, created_at, seen_at, expires_at)
                select \(id), \(merged), \(Self.date(record.createdAt)), \(times.seen), \(times.expires) from old
                """)
        }
        try await sweepIfDue(now: record.seenAt)
        return count > 0 ? record.id : nil
    }

    /// Drops a session.
    public func delete(_ id: String) async throws {
        try await database.execute("delete from \(table) where id = \(Self.hash(id))")
    }

    /// Deletes sessions that have ended.
    ///
    /// - Returns: how many.
    @discardableResult
    public func sweep() async throws -> Int {
        // In portions: a table that nobody swept for a year must not hold up the request that finds it.
        try await database.execute(
            """
            delete from \(table) where id in
                (select id from \(table) where expires_at <= now() limit 1000 for update skip locked)
            """)
    }

    private func sweepIfDue(now: Int) async throws {
        let isDue = sweptAt.withLock { sweptAt in
            guard now - sweptAt >= sweepInterval else { return false }
            sweptAt = now
            return true
        }
        if isDue { try await sweep() }
    }

    private static func hash(_ id: String) -> SQL { "sha256(convert_to(\(id), 'UTF8'))" }

    private static func date(_ seconds: Int) -> Date {
        // PostgreSQL's time ends in the year 294276.
        Date(timeIntervalSince1970: Double(min(seconds, 253_402_300_799)))
    }

    /// PostgreSQL's JSON knows no NUL; it becomes the character that stands for what cannot be shown.
    private static func stored(_ values: [String: String]) -> String {
        let text = JSONText.object(values)
        guard text.contains("\\u0000") else { return text }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        let zero = Array("\\u0000".utf8)
        while let byte = rest.first {
            if rest.starts(with: zero) {
                bytes += "\\ufffd".utf8
                rest = rest.dropFirst(zero.count)
            } else {
                // A backslash takes the next byte with it, so that `\\u0000` stays what it is.
                let count = byte == UInt8(ascii: "\\") ? 2 : 1
                bytes += rest.prefix(count)
                rest = rest.dropFirst(count)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
