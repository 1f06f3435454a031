import AshlarORM
import AshlarPostgres
import Foundation

/// A row of the table `airport_carrier`.
@Model(table: "airport_carrier")
struct AirportCarrier {
    @PrimaryKey @BelongsTo(foreignKey: "code") var code: Airport
    @PrimaryKey @BelongsTo var carrier: Carrier
    var desks: Int = 1
}
