import AshlarORM
import AshlarPostgres
import Foundation

/// A row of the table `airports`.
@Model
struct Airport {
    @Column("code") var id: String?
    var name: String
    var opened: PostgresDate?
    // search is of the type tsvector, which a model does not read by itself.
    @HasMany(foreignKey: "code") var airportCarriers: [AirportCarrier]
    @BelongsToMany(pivot: AirportCarrier.self) var carriers: [Carrier]
    @HasMany(foreignKey: "destination") var flightsByDestination: [Flight]
    @HasMany(foreignKey: "origin") var flightsByOrigin: [Flight]
}
