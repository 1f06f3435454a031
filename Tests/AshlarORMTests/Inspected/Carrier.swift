import AshlarORM
import AshlarPostgres
import Foundation

/// A row of the table `carriers`.
@Model
struct Carrier {
    @Column("carrier_id") var id: Int?
    var iata: String
    var name: String
    @Column("default") var defaultValue: Bool = false
    @Column("class") var classValue: String?
    // JSON as text; with a Codable type of its form: @JSON var notes: CarrierNotes
    var notes: DatabaseText = "{}"
    var rating: Float? = -1.5
    var joined: Date = Date()
    @HasMany var airportCarriers: [AirportCarrier]
    @BelongsToMany(pivot: AirportCarrier.self) var airports: [Airport]
    @HasMany(foreignKey: "carrier_iata", localKey: "iata") var bookings: [Booking]
    @HasOne var carrierProfile: CarrierProfile?
    @HasMany var flights: [Flight]
}
