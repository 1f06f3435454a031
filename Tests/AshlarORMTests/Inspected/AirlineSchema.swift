/// A database that nobody made for models: keys of several columns, references to other things than keys, two of them to
/// one table, enums, domains, divided tables, views, and names that Swift needs for itself.
let airlineSchema = """
    CREATE TYPE cabin AS ENUM ('economy', 'premium-economy', 'first', '');
    CREATE DOMAIN airport_code AS char(3) CHECK (VALUE ~ '^[A-Z]{3}$');
    CREATE DOMAIN seat_count AS integer CHECK (VALUE > 0);
    CREATE TABLE airports (code airport_code PRIMARY KEY, name varchar(80) NOT NULL, opened date,
        search tsvector GENERATED ALWAYS AS (to_tsvector('simple', name)) STORED);
    CREATE TABLE carriers (carrier_id serial PRIMARY KEY, iata char(2) NOT NULL UNIQUE, name text NOT NULL,
        "default" boolean NOT NULL DEFAULT false, "class" text, notes jsonb NOT NULL DEFAULT '{}',
        rating real DEFAULT -1.5, joined timestamptz NOT NULL DEFAULT now());
    CREATE TABLE flights (carrier_id integer NOT NULL REFERENCES carriers, flight_number integer NOT NULL,
        origin airport_code NOT NULL REFERENCES airports, destination airport_code NOT NULL REFERENCES airports,
        seats seat_count NOT NULL DEFAULT 180, price numeric(8,2) NOT NULL DEFAULT 99.50,
        best_cabin cabin NOT NULL DEFAULT 'economy', stops text[] NOT NULL DEFAULT '{}', "where" text, departs time,
        length interval, full_price numeric GENERATED ALWAYS AS (price * seats) STORED,
        PRIMARY KEY (flight_number, carrier_id));
    COMMENT ON TABLE flights IS 'A flight by its number.';
    CREATE TABLE connections (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        from_carrier_id integer NOT NULL, from_flight_number integer NOT NULL,
        to_carrier_id integer, to_flight_number integer, minutes smallint NOT NULL DEFAULT 45,
        FOREIGN KEY (from_flight_number, from_carrier_id) REFERENCES flights,
        FOREIGN KEY (to_carrier_id, to_flight_number) REFERENCES flights (carrier_id, flight_number));
    CREATE TABLE carrier_profiles (carrier_id integer PRIMARY KEY REFERENCES carriers, homepage text NOT NULL);
    CREATE TABLE bookings (reference text, cabin cabin, booked_at timestamptz, carrier_iata char(2) REFERENCES carriers (iata),
        PRIMARY KEY (reference, cabin, booked_at)) PARTITION BY RANGE (booked_at);
    CREATE TABLE bookings_2026 PARTITION OF bookings FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
    CREATE TABLE airport_carrier (code airport_code REFERENCES airports, carrier_id integer REFERENCES carriers,
        desks integer NOT NULL DEFAULT 1, PRIMARY KEY (code, carrier_id));
    CREATE TABLE weather_readings (station text NOT NULL, celsius double precision);
    CREATE VIEW busy_airports AS SELECT airports.code, airports.name AS "airport name", count(*) AS departures
        FROM airports JOIN flights ON flights.origin = airports.code GROUP BY airports.code, airports.name;
    CREATE MATERIALIZED VIEW fleet AS SELECT sum(seats) AS seats FROM flights;
    """
