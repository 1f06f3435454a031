import AshlarORM
import AshlarPostgres
import Foundation

/// A row of the table `connections`.
@Model
struct Connection {
    var id: UUID?
    var fromCarrierID: Int
    var fromFlightNumber: Int
    var toCarrierID: Int?
    var toFlightNumber: Int?
    var minutes: Int = 45
    @BelongsTo(foreignKeys: ["from_carrier_id", "from_flight_number"]) var fromFlight: Flight
    @BelongsTo(foreignKeys: ["to_carrier_id", "to_flight_number"]) var toFlight: Flight?
}
