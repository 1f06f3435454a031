import AshlarORM
import AshlarPostgres
import Foundation

/// The type `cabin` of the database.
enum Cabin: String, PostgresCodable, CaseIterable, Codable, ModelKey {
    case economy
    case premiumEconomy = "premium-economy"
    case firstValue = "first"
    case value = ""

    /// PostgreSQL finds the type by the column.
    static var postgresType: PostgresType { .inferred }
}
