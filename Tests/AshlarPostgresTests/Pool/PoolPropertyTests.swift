import Testing

@testable import AshlarPostgres

@Suite struct PoolPropertyTests {
    @Test("whatever happens in whatever order, every request is answered once and the limits hold", arguments: 1...40)
    func randomEvents(seed: UInt64) {
        var random = Generator(state: seed)
        var pool = PoolHarness(maximum: 3) {
            $0.pipelineDepth = 3
            $0.queueTimeout = .milliseconds(400)
        }
        var pending: Set<UInt64> = []
        var connecting: Set<UInt64> = []
        var inFlight: [UInt64: [UInt64]] = [:]
        var leases: [UInt64: UInt64] = [:]
        var next: UInt64 = 1

        func apply(_ actions: [PoolAction]) {
            for action in actions {
                switch action {
                case .open(let id):
                    connecting.insert(id.rawValue)
                    #expect(connecting.count + inFlight.count <= 3)
                case .close(let id):
                    connecting.remove(id.rawValue)
                    #expect(inFlight.removeValue(forKey: id.rawValue)?.isEmpty ?? true)
                case .send(let id, let connection):
                    #expect(pending.remove(id.rawValue) != nil)
                    #expect(leases[connection.rawValue] == nil)
                    inFlight[connection.rawValue]?.append(id.rawValue)
                    #expect((inFlight[connection.rawValue]?.count ?? 9) <= 3)
                case .lease(let id, let connection):
                    #expect(pending.remove(id.rawValue) != nil)
                    #expect(inFlight[connection.rawValue] == [])
                    #expect(leases.updateValue(id.rawValue, forKey: connection.rawValue) == nil)
                case .fail(let id, _): #expect(pending.remove(id.rawValue) != nil)
                case .finish: Issue.record("nobody asked for it")
                }
            }
        }

        for _ in 0..<2_000 {
            switch random.next() % 10 {
            case 0...2:
                pending.insert(next)
                apply(pool.statement(next))
                next += 1
            case 3:
                pending.insert(next)
                apply(pool.lease(next))
                next += 1
            case 4:
                guard let id = connecting.min() else { continue }
                connecting.remove(id)
                if random.next() % 4 == 0 {
                    apply(pool.openFailed(id, isPassing: random.next() % 2 == 0))
                } else {
                    inFlight[id] = []
                    apply(pool.opened(id))
                }
            case 5...6:
                guard let id = inFlight.filter({ !$0.value.isEmpty }).keys.min() else { continue }
                inFlight[id]?.removeFirst()
                apply(pool.finished(id))
            case 7:
                if let id = leases.keys.min() {
                    leases[id] = nil
                    apply(pool.released(id))
                }
            case 8:
                if let id = pending.min() { apply(pool.cancel(id)) }
            default:
                if random.next() % 8 == 0, let id = inFlight.keys.min() {
                    inFlight[id] = nil
                    leases[id] = nil
                    apply(pool.lost(id))
                } else {
                    apply(pool.tick(after: .milliseconds(Int(random.next() % 60))))
                }
            }
        }
        // Whoever still waits is served or told within the timeout.
        for id in leases.keys { leases[id] = nil; apply(pool.released(id)) }
        apply(pool.tick(after: .seconds(1)))
        #expect(pending.isEmpty)
    }
}

/// SplitMix64: the same numbers in every run.
private struct Generator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
