public import AshlarContainer

/// The app is booted, its providers are started, and no request has come yet. A listener that throws keeps the app from
/// being served.
public struct ApplicationBooted: Event {
    /// The app.
    public let kernel: Kernel
}

/// The app stops: nothing is in flight any more, and its providers and its database are still there. All listeners hear of
/// it; what one throws is logged.
public struct ApplicationStopping: Event {
    /// The app.
    public let kernel: Kernel
}
