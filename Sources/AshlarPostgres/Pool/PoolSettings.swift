/// The numbers by which the pool decides.
struct PoolSettings: Sendable, Equatable {
    /// How many connections there may be at most.
    var maximumConnections = 8
    /// How many are kept open without need.
    var minimumConnections = 0
    /// How many statements may be on their way on one connection.
    var pipelineDepth = 32
    /// How long a call waits for a connection.
    var queueTimeout: Duration = .seconds(10)
    /// How long opening a connection may take.
    var connectTimeout: Duration = .seconds(5)
    /// How long a connection may stay open without use.
    var idleTimeout: Duration = .seconds(300)
    /// After this time without an answer, nothing more is sent behind what a connection is doing.
    var stallThreshold: Duration = .milliseconds(5)
    /// The pause after a first failure to connect; it doubles from failure to failure.
    var firstBackoff: Duration = .milliseconds(50)
    /// The longest pause between attempts to connect.
    var longestBackoff: Duration = .milliseconds(800)
}
