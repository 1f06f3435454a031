import AshlarORM
import AshlarPostgres
import Foundation

/// A row of the table `weather_readings`.
///
/// It has no key, so it is only read: `database.table("weather_readings").all(as: WeatherReading.self)`
struct WeatherReading: Codable, Sendable {
    let station: String
    let celsius: Double?
}
