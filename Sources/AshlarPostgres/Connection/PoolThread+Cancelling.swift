import CLibPQ
import Logging

// A cancel request goes over a connection of its own and hits whatever the server works on when it arrives. So it is sent only
// when the statement is the first that is not answered; until it is delivered nothing new is sent behind it; and neighbours
// that were there already and are hit are sent again.
extension PoolThread {
    func cancel(_ id: RequestID) {
        let actions = machine.cancel(id, now: now)
        if !actions.isEmpty { return perform(actions) }
        for connection in connections.values {
            if let index = connection.held.firstIndex(where: { $0.statement.id == id }) {
                let statement = connection.held.remove(at: index).statement
                statement.cancel()
                if connection.lease == nil { perform(machine.finished(connection.id, now: now)) }
                return
            }
            guard let position = connection.flights.position(of: id), let flight = connection.flights[position] else {
                continue
            }
            flight.isCancelled = true
            // Its turn may be far: the caller need not wait for it.
            if position > 0, !flight.isAbandoned {
                flight.isAbandoned = true
                flight.statement?.cancel()
            }
            return cancelNext(connection)
        }
    }

    /// Asks the server to stop the first flight if its task was cancelled.
    func cancelNext(_ connection: Connection) {
        guard connection.flights.first?.isCancelled == true else {
            connection.cancelAgainAt = nil
            connection.cancelDeadline = nil
            return
        }
        guard !connection.isCancelling else { return }
        connection.cancelAgainAt = nil
        connection.cancelDeadline = connection.cancelDeadline ?? now + machine.settings.connectTimeout * 2
        for position in 0..<connection.flights.count {
            connection.flights[position]?.isExposedToCancel = true
        }
        guard let request = CancelRequest(connection.pg) else { return }
        let id = connection.id
        let inbox = inbox
        connection.isCancelling = true
        perform(machine.hold(id, true, now: now))
        let isStarted = DetachedThread.run(name: "ashlar-pgcancel") {
            request.send()
            _ = inbox.post(.cancelDelivered(id))
        }
        if !isStarted { cancelDelivered(id) }
    }

    func cancelDelivered(_ id: ConnectionID) {
        guard let connection = connections[id] else { return }
        connection.isCancelling = false
        // The signal is lost when it arrives before the server has read the statement: then it is sent again.
        connection.cancelAgainAt = connection.flights.first?.isCancelled == true ? now + .milliseconds(50) : nil
        if !connection.sendHeld(&buffer) { return lose(connection, connection.lastError) }
        markDirty(connection)
        perform(machine.hold(id, false, now: now))
        endLeaseIfQuiet(connection)
    }

}
