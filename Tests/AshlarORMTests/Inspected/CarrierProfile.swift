import AshlarORM
import AshlarPostgres
import Foundation

/// A row of the table `carrier_profiles`.
@Model
struct CarrierProfile {
    @PrimaryKey @BelongsTo var carrier: Carrier
    var homepage: String
}
