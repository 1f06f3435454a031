import ServiceLifecycle

/// The app among the services of its process: it stands before the server, so it ends after it.
struct KernelService: Service {
    let kernel: Kernel

    func run() async throws {
        try? await gracefulShutdown()
        await kernel.shutdown()
    }
}
