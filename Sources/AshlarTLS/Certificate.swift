import NIOSSL

/// What a server proves with who it is.
public struct Certificate: Sendable {
    private let chain: String
    private let privateKey: String

    /// A certificate with those that lead from it to a known authority, and its private key, both in PEM files.
    ///
    /// The files are read when the server is made: a renewed certificate is shown after a restart.
    ///
    /// - Parameters:
    ///   - chain: the path of the certificates, the server's own first.
    ///   - privateKey: the path of the key.
    public static func files(chain: String, privateKey: String) -> Certificate {
        Certificate(chain: chain, privateKey: privateKey)
    }

    /// TLS 1.2 or later, with HTTP/2 preferred (RFC 9113 section 3.2).
    func context() throws -> NIOSSLContext {
        let certificates: [NIOSSLCertificate]
        do {
            certificates = try NIOSSLCertificate.fromPEMFile(chain)
        } catch {
            throw TLSError.unusable("certificate", at: chain, because: error)
        }
        guard !certificates.isEmpty else { throw TLSError.unusable("certificate", at: chain, because: nil) }
        let key: NIOSSLPrivateKey
        do {
            key = try NIOSSLPrivateKey(file: privateKey, format: .pem)
        } catch {
            throw TLSError.unusable("private key", at: privateKey, because: error)
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: certificates.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["h2", "http/1.1"]
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw TLSError.unusable("private key", at: privateKey, because: error)
        }
    }
}
