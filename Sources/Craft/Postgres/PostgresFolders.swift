import AshlarSupport
import Foundation
import Glibc

/// Where a private server keeps what.
struct PostgresFolders: Sendable, Equatable {
    /// The folder it belongs to: an app, or the clone of the framework.
    let home: String

    /// Everything of the server; a link to a folder elsewhere if its account cannot reach the home.
    var base: String { "\(home)/storage/postgres" }
    /// The data, as `initdb` makes it.
    var data: String { "\(base)/data" }
    /// The data while `initdb` makes it: what it leaves half done is never taken for data.
    var unfinishedData: String { "\(base)/data.unfinished" }
    /// What the server says.
    var log: String { "\(base)/server.log" }
    /// A random number made with the data.
    var identity: String { "\(base)/identity" }
    /// Held while the server is made, started or stopped.
    var lock: String { "\(home)/storage/framework/postgres.lock" }
    /// Held, shared, by everything that craft starts on the database.
    var users: String { "\(home)/storage/framework/postgres.users" }

    /// The version that made the data, if there is data.
    var dataMajor: Int? {
        (try? Files.text("\(data)/PG_VERSION")).flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    /// The folder of the socket.
    ///
    /// Under `/tmp` because a socket's path has to fit into 107 bytes. Its name comes from the place of the data, so that a
    /// copy of an app gets another one, and from the random number, so that nobody can guess it.
    func socketFolder(identity: String) -> String {
        "/tmp/ashlar-\(geteuid())-\(FNV1a.digits(of: "\(Files.real(data)) \(identity)"))"
    }
}
