import AshlarORM
import AshlarPostgres
import Foundation

/// A flight by its number.
@Model
struct Flight {
    @PrimaryKey @BelongsTo var carrier: Carrier
    @PrimaryKey var flightNumber: Int
    @BelongsTo(foreignKey: "origin") var origin: Airport
    @BelongsTo(foreignKey: "destination") var destination: Airport
    var seats: Int = 180
    var price: Decimal = Decimal(9950) / 100
    var bestCabin: Cabin = .economy
    var stops: [String] = []
    @Column("where") var whereValue: String?
    var departs: PostgresTime?
    // length is of the type interval, which a model does not read by itself.
    @Generated var fullPrice: Decimal?
    @HasMany(foreignKeys: ["from_carrier_id", "from_flight_number"]) var connectionsByFrom: [Connection]
    @HasMany(foreignKeys: ["to_carrier_id", "to_flight_number"]) var connectionsByTo: [Connection]
}
