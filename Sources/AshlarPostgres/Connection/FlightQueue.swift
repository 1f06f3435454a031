/// Statements in flight in the order in which the server answers them.
struct FlightQueue {
    private var flights: [Flight?] = []
    private var head = 0

    var count: Int { flights.count - head }
    var isEmpty: Bool { count == 0 }

    mutating func append(_ flight: Flight) { flights.append(flight) }

    /// The one that the server works on.
    var first: Flight? { isEmpty ? nil : flights[head] }

    /// The flight that is `position` places behind the first.
    subscript(position: Int) -> Flight? {
        position >= 0 && position < count ? flights[head + position] : nil
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
