import AshlarORM
import AshlarPostgres
import Foundation

/// A row of the table `fleet`.
///
/// It has no key, so it is only read: `database.table("fleet").all(as: Fleet.self)`
struct Fleet: Codable, Sendable {
    let seats: Int?
}
