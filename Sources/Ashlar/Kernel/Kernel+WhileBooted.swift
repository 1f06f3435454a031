package import AshlarConfig
package import AshlarContainer

extension Kernel {
    /// Boots an app for a command or a test, and ends it whatever becomes of that.
    package static func whileBooted<R>(
        _ app: any Application, config: Config, customize: (Container) throws -> Void = { _ in },
        _ body: (Kernel) async throws -> R
    ) async throws -> R {
        let kernel = try await Kernel.boot(app, config: config, customize: customize)
        do {
            let result = try await body(kernel)
            await kernel.shutdown()
            return result
        } catch {
            await kernel.shutdown()
            throw error
        }
    }
}
