import AshlarORM
import AshlarPostgres
import Foundation

/// A row of the table `bookings`.
@Model
struct Booking {
    @PrimaryKey var reference: String
    @PrimaryKey var cabin: Cabin
    @PrimaryKey var bookedAt: Date
    var carrierIata: String?
    @BelongsTo(foreignKeys: ["carrier_iata"], ownerKey: "iata") var carrier: Carrier?
}
