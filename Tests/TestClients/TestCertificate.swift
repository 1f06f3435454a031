import Foundation

/// A certificate for `localhost`, made for one test.
package enum TestCertificate {
    /// Makes one in a folder: `cert.pem` and `key.pem`.
    package static func make(in folder: String) async throws {
        _ = try await Tool.run(
            Tool.openssl,
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                "-keyout", "\(folder)/key.pem", "-out", "\(folder)/cert.pem",
            ])
    }
}
