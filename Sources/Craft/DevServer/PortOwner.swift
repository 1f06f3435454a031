import Foundation

/// Who listens on a TCP port, as far as Linux lets this user see.
struct PortOwner: CustomStringConvertible {
    let process: Int32
    let name: String

    /// `nginx (process 4711)`
    var description: String { "\(name) (process \(process))" }

    /// Looks for the process.
    static func find(port: UInt16) -> PortOwner? {
        let sockets = Set(["/proc/net/tcp", "/proc/net/tcp6"].flatMap { listening(on: port, in: $0) })
        guard !sockets.isEmpty else { return nil }
        let links = Set(sockets.map { "socket:[\($0)]" })
        let files = FileManager.default
        for process in ((try? files.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap({ Int32($0) }) {
            let folder = "/proc/\(process)/fd"
            for descriptor in (try? files.contentsOfDirectory(atPath: folder)) ?? [] {
                guard let link = try? files.destinationOfSymbolicLink(atPath: "\(folder)/\(descriptor)"),
                    links.contains(link)
                else { continue }
                let name = (try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)) ?? ""
                return PortOwner(process: process, name: name.trimmingCharacters(in: .whitespacesAndNewlines))
            }
        }
        return nil
    }

    /// The numbers of the sockets that listen on a port: proc(5) has a line for each.
    private static func listening(on port: UInt16, in file: String) -> [Substring] {
        let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").dropFirst().compactMap { line in
            let fields = line.split(separator: " ")
            guard fields.count > 9, fields[3] == "0A", let hex = fields[1].split(separator: ":").last,
                UInt16(hex, radix: 16) == port
            else { return nil }
            return fields[9]
        }
    }
}
