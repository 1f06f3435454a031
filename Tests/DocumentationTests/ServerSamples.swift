import Ashlar
import AshlarTLS
import Foundation
import Logging
import ServiceLifecycle
import Testing

/// The samples of Documentation/servers.md.
@Suite struct ServerSamples {
    private let hello = ClosureResponder { _ in Response(text: "Hello") }
    private let logger = Logger(label: "test")

    @Test func `a server is made from a responder and a configuration`() {
        let socket = FileManager.default.temporaryDirectory.appending(path: "ashlar-sample.sock").path
        var configuration = HTTPServer.Configuration(addresses: [
            .tcp(host: "127.0.0.1", port: 0), .unixSocket(path: socket),
        ])
        configuration.timeouts.idle = .seconds(15)
        configuration.maximumConnections = 10_000
        let server = HTTPServer(hello, configuration: configuration, logger: logger)
        let gateway = SCGIServer(hello, address: .unixSocket(path: socket), logger: logger)
        #expect(configuration.addresses.count == 2)
        _ = (server, gateway)
    }
}

struct Shop: Application {
    func routes(_ routes: Routes) {
        routes.get("/") { _ in "Hello" }
    }

    func server(
        _ kernel: Kernel, configuration: HTTPServer.Configuration, logger: Logger,
        onListening: @escaping @Sendable (HTTPServer.Address) async -> Void
    ) throws -> any Service {
        try TLSServer(
            kernel, configuration: configuration,
            certificate: .files(chain: "/etc/ssl/shop.pem", privateKey: "/etc/ssl/shop.key"), logger: logger,
            onListening: onListening)
    }
}
