import Foundation

/// A real nginx on a Unix socket, while something is done with it.
enum Nginx {
    static let program = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx", "/usr/bin/nginx"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    struct Failure: Error {
        let status: Int32
        let log: String
    }

    static func run(
        in folder: URL, listeningOn socket: String, location: String, _ body: () async throws -> Void
    ) async throws {
        let configuration = """
            \(geteuid() == 0 ? "user root;" : "")
            worker_processes 1;
            pid \(folder.path)/nginx.pid;
            error_log \(folder.path)/error.log;
            events { worker_connections 64; }
            http {
              access_log off; client_max_body_size 0;
              client_body_temp_path \(folder.path)/body; proxy_temp_path \(folder.path)/proxy;
              fastcgi_temp_path \(folder.path)/fastcgi; uwsgi_temp_path \(folder.path)/uwsgi;
              scgi_temp_path \(folder.path)/scgi;
              server { listen unix:\(socket); location / { \(location) } }
            }
            """
        let file = folder.appending(path: "nginx.conf")
        try configuration.write(to: file, atomically: true, encoding: .utf8)
        // It returns once it listens: what stays behind is its daemon.
        try await launch(["-p", folder.path, "-c", file.path], in: folder)
        do {
            try await body()
        } catch {
            try? await launch(["-p", folder.path, "-c", file.path, "-s", "stop"], in: folder)
            throw error
        }
        try await launch(["-p", folder.path, "-c", file.path, "-s", "stop"], in: folder)
    }

    private static func launch(_ arguments: [String], in folder: URL) async throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        // Foundation waits until nobody holds a descriptor that it passes on, and nginx' daemon would hold it for good.
        let withoutDescriptors =
            #"(for f in /dev/fd/*; do n=${f##*/}; ((n > 2)) && eval "exec $n>&-"; done; exec "$@")"#
        process.arguments = ["-c", withoutDescriptors, "nginx", program ?? "/usr/sbin/nginx"] + arguments
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        let status = try await withCheckedThrowingContinuation { (done: CheckedContinuation<Int32, any Error>) in
            process.terminationHandler = { done.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { done.resume(throwing: error) }
        }
        guard status == 0 else {
            let log = try? String(contentsOf: folder.appending(path: "error.log"), encoding: .utf8)
            throw Failure(status: status, log: log ?? "")
        }
    }
}
