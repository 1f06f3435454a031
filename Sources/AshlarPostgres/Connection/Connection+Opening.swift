import CLibPQ

extension Connection {
    enum Opening {
        /// Goes on when the socket is ready for these events of epoll.
        case waiting(events: UInt32)
        case ready
        case failed(PostgresError)
    }

    /// Goes on with opening the connection as far as it goes without waiting.
    func advanceOpening() -> Opening {
        switch phase {
        case .connecting: connect()
        case .settingUp: setUp()
        case .ready: .ready
        case .closed: .failed(lastError)
        }
    }

    private func connect() -> Opening {
        switch PQconnectPoll(pg) {
        case PGRES_POLLING_READING: return .waiting(events: EPOLLIN.rawValue)
        case PGRES_POLLING_WRITING: return .waiting(events: EPOLLOUT.rawValue)
        case PGRES_POLLING_OK:
            guard PQsetnonblocking(pg, 1) == 0, PQsendQuery(pg, parameters.greeting) == 1 else {
                return .failed(lastError)
            }
            phase = .settingUp
            return setUp()
        default: return .failed(lastError)
        }
    }

    /// A pooler such as PgBouncer gives its clients process numbers of its own. Behind one of them two statements may run on
    /// two connections of the server, and what was prepared on the first is unknown to the second.
    private func notePooler(_ answer: OpaquePointer) {
        guard PQntuples(answer) == 1, let value = PQgetvalue(answer, 0, 0), let process = Int32(String(cString: value))
        else { return }
        guard process != PQbackendPID(pg) else { return }
        isPooled = true
        cache = StatementCache(capacity: 0)
    }

    private func setUp() -> Opening {
        let flush = PQflush(pg)
        guard flush >= 0, PQconsumeInput(pg) == 1 else { return .failed(lastError) }
        while PQisBusy(pg) == 0 {
            guard let result = PQgetResult(pg) else {
                guard !isBroken, PQenterPipelineMode(pg) == 1 else { return .failed(lastError) }
                phase = .ready
                return .ready
            }
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK: break
            case PGRES_TUPLES_OK: notePooler(result)
            default: return .failed(PostgresError(serverResult: result))
            }
        }
        return .waiting(events: flush > 0 ? EPOLLIN.rawValue | EPOLLOUT.rawValue : EPOLLIN.rawValue)
    }
}
