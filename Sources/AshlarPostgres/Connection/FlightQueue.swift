/// Statements in flight in the order in which the server answers them.
struct FlightQueue {
    private var flights: [Flight?] = []
    private var head = 0

    var count: Int { flights.count - head }
    var isEmpty: Bool { count == 0 }

    mutating func append(_ flight: Flight) { flights.append(flight) }

    /// The one that the server works on.
    var first: Flight? { isEmpty ? nil : flights[head] }

    mutating func updateFirst(_ body: (inout Flight) -> Void) { update(at: 0, body) }

    /// Changes the flight that is `position` places behind the first.
    mutating func update(at position: Int, _ body: (inout Flight) -> Void) {
        guard position >= 0, position < count else { return }
        guard var flight = flights[head + position] else { return }
        // Taken out while it changes, so that it is changed in place.
        flights[head + position] = nil
        body(&flight)
        flights[head + position] = flight
    }

    mutating func popFirst() -> Flight? {
        guard !isEmpty else { return nil }
        let flight = flights[head]
        flights[head] = nil
        head += 1
        if head == flights.count {
            flights.removeAll(keepingCapacity: true)
            head = 0
        } else if head >= 256 {
            flights.removeFirst(head)
            head = 0
        }
        return flight
    }

    /// The place of a request's statement.
    func position(of id: RequestID) -> Int? {
        flights[head...].firstIndex { $0?.statement?.id == id }.map { $0 - head }
    }
}
