import AshlarORM
import AshlarPostgres
import Foundation
import Testing

/// The models that `craft db inspect` writes for ``airlineSchema``, at work.
@Suite struct InspectedModelTests {
    private static let rows = """
        INSERT INTO airports (code, name) VALUES ('LHR', 'Heathrow'), ('JFK', 'Kennedy'), ('ZRH', 'Kloten');
        INSERT INTO carriers (iata, name, "class") VALUES ('BA', 'British', 'full');
        INSERT INTO flights (carrier_id, flight_number, origin, destination, stops, "where", departs)
            VALUES (1, 117, 'LHR', 'JFK', '{ZRH}', 'T5', '08:20'), (1, 118, 'JFK', 'LHR', '{}', NULL, NULL);
        INSERT INTO connections (from_carrier_id, from_flight_number, to_carrier_id, to_flight_number) VALUES (1, 117, 1, 118);
        INSERT INTO connections (from_carrier_id, from_flight_number) VALUES (1, 118);
        INSERT INTO carrier_profiles VALUES (1, 'https://example.com');
        INSERT INTO bookings VALUES ('X1', 'premium-economy', '2026-05-01 10:00:00.25+00', 'BA');
        INSERT INTO airport_carrier (code, carrier_id) VALUES ('LHR', 1), ('JFK', 1);
        INSERT INTO weather_readings VALUES ('LHR', 11.5);
        REFRESH MATERIALIZED VIEW fleet;
        """

    @Test func `rows are found by keys of several columns, and say what they refer to`() async throws {
        try await withSchema(airlineSchema + Self.rows) { _ async throws in
            let flight = try await Flight.find(Flight.Key(carrierID: 1, flightNumber: 117))
            #expect(flight.seats == 180 && flight.price == Decimal(9950) / 100 && flight.fullPrice == 17910)
            #expect(flight.bestCabin == .economy && flight.stops == ["ZRH"] && flight.whereValue == "T5")
            #expect(flight.departs == PostgresTime("08:20:00"))
            #expect(try await flight.carrier.name == "British")
            #expect(try await flight.origin.name == "Heathrow")
            #expect(try await flight.destination.id == "JFK")
            #expect(try await flight.connectionsByFrom.count == 1)
            let connections = try await Connection.query().order { $0.fromFlightNumber.asc }.all()
            #expect(try await connections[0].fromFlight.flightNumber == 117)
            #expect(try await connections[0].toFlight?.flightNumber == 118)
            #expect(try await connections[1].toFlight == nil)
            #expect(connections[0].minutes == 45)
        }
    }

    @Test func `a key that is a reference, one of three columns, and a reference to no key`() async throws {
        try await withSchema(airlineSchema + Self.rows) { _ async throws in
            let carrier = try await Carrier.find(1)
            #expect(carrier.classValue == "full" && !carrier.defaultValue && carrier.rating == -1.5)
            #expect(try await carrier.carrierProfile?.homepage == "https://example.com")
            #expect(try await CarrierProfile.find(1).carrier.iata == "BA")
            #expect(try await carrier.airports.map(\.id) == ["JFK", "LHR"])
            #expect(try await carrier.bookings.map(\.reference) == ["X1"])
            let booking = try #require(try await Booking.first())
            let key = try booking.requireID()
            #expect(key.cabin == .premiumEconomy && key.keyText == "X1,premium-economy,2026-05-01T10:00:00.25Z")
            let found = try await Booking.find(keyText: key.keyText)
            #expect(try await found.carrier?.id == 1)
        }
    }

    @Test func `new rows have the defaults, and rows without a key are read`() async throws {
        try await withSchema(airlineSchema + Self.rows) { database async throws in
            let flight = try await Flight.create(carrierID: 1, flightNumber: 9, originID: "ZRH", destinationID: "LHR")
            #expect(flight.seats == 180 && flight.bestCabin == .economy && flight.fullPrice == 17910)
            let readings = try await database.table("weather_readings").all(as: WeatherReading.self)
            #expect(readings.map(\.celsius) == [11.5])
            let busy = try await database.table("busy_airports").orderBy("code").all(as: BusyAirport.self)
            #expect(busy.map(\.airportName) == ["Kennedy", "Heathrow", "Kloten"])
            #expect(busy.map(\.departures) == [1, 1, 1])
            #expect(try await database.table("fleet").all(as: Fleet.self).map(\.seats) == [360])
        }
    }
}
