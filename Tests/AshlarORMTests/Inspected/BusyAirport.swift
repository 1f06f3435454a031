import AshlarORM
import AshlarPostgres
import Foundation

/// A row of the table `busy_airports`.
///
/// It has no key, so it is only read: `database.table("busy_airports").all(as: BusyAirport.self)`
struct BusyAirport: Codable, Sendable {
    let code: String?
    let airportName: String?
    let departures: Int?

    private enum CodingKeys: String, CodingKey {
        case code
        case airportName = "airport name"
        case departures
    }
}
