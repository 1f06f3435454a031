import Foundation
import Glibc

/// The certificates of a cluster that speaks TLS, in its folder.
struct Certificates: Sendable {
    let folder: String
    /// The port at which the cluster listens.
    let port: Int

    static let isAvailable = FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")

    /// Makes a cluster that takes TLS only, from `localhost`, and from `certified` only with a certificate.
    static func withCluster(_ body: (Certificates, Cluster) async throws -> Void) async throws {
        let port = try freePort()
        try await Cluster.with { cluster async throws in
            let certificates = Certificates(folder: cluster.folder, port: port)
            try await certificates.make()
            return [
                "ssl=on", "ssl_cert_file='\(cluster.folder)/server.pem'", "ssl_key_file='\(cluster.folder)/server.key'",
                "ssl_ca_file='\(cluster.folder)/ca.pem'", "listen_addresses='127.0.0.1'", "port=\(port)",
            ]
        } _: { cluster async throws in
            try await body(Certificates(folder: cluster.folder, port: port), cluster)
        }
    }

    /// The address of the cluster.
    ///
    /// - Parameters:
    ///   - host: the name that is connected to; always it is this machine.
    ///   - parameters: libpq's, such as `sslmode=require`.
    func url(host: String = "localhost", user: String = "tester", _ parameters: String...) -> String {
        "host=\(host) hostaddr=127.0.0.1 port=\(port) dbname=postgres user=\(user) " + parameters.joined(separator: " ")
    }

    private func make() async throws {
        try await certificate("ca", name: "Authority")
        try await certificate("other", name: "Somebody")
        try await certificate("server", name: "localhost", by: "ca", ["-addext", "subjectAltName=DNS:localhost"])
        try await certificate("client", name: "certified", by: "ca")
        try await certificate("stranger", name: "certified", by: "other")
        try """
        local all all trust
        hostssl all certified all cert
        hostssl all all all trust

        """.write(toFile: folder + "/data/pg_hba.conf", atomically: false, encoding: .utf8)
    }

    private func certificate(_ file: String, name: String, by issuer: String? = nil, _ more: [String] = []) async throws
    {
        let signed = issuer.map { ["-CA", "\(folder)/\($0).pem", "-CAkey", "\(folder)/\($0).key"] } ?? []
        try await Cluster.run(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1",
                "-subj", "/CN=\(name)", "-keyout", "\(folder)/\(file).key", "-out", "\(folder)/\(file).pem",
            ] + signed + more)
    }

    private struct NoPort: Error {}

    /// A port that nobody listens at.
    private static func freePort() throws -> Int {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { Glibc.close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
            }
        }
        guard isBound else { throw NoPort() }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
