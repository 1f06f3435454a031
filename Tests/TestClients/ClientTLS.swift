package import NIOSSL

/// TLS for clients that talk to servers of tests: whoever answers is believed.
package enum ClientTLS {
    /// - Parameter protocols: what the client speaks, the best first (ALPN).
    package static func context(for protocols: [String]) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .none
        configuration.applicationProtocols = protocols
        return try NIOSSLContext(configuration: configuration)
    }
}
