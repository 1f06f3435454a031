/// Hears on the pool's thread what happens to its connections; it must not wait.
protocol ConnectionObserver: Sendable {
    func received(_ notification: PostgresNotification)
    func connectionClosed(_ reason: PostgresError)
}
