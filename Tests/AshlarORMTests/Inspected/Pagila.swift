import AshlarORM
import AshlarPostgres
import Foundation

/// What is written for ``pagilaSchema``.
enum Pagila {
    /// A row of the table `actor`.
    @Model(table: "actor")
    struct Actor {
        @Column("actor_id") var id: Int?
        var firstName: String
        var lastName: String
        var lastUpdate: Date = Date()
        @HasMany var filmActors: [FilmActor]
        @BelongsToMany(pivot: FilmActor.self) var films: [Film]
    }

    /// A row of the table `address`.
    @Model(table: "address")
    struct Address {
        @Column("address_id") var id: Int?
        var address: String
        var address2: String?
        var district: String
        @BelongsTo var city: City
        var postalCode: String?
        var phone: String
        var lastUpdate: Date = Date()
        @HasMany var customers: [Customer]
        @HasMany var staffs: [Staff]
        @HasMany var stores: [Store]
    }

    /// A row of the table `category`.
    @Model(table: "category")
    struct Category {
        @Column("category_id") var id: Int?
        var name: String
        var lastUpdate: Date = Date()
        @HasMany var filmCategories: [FilmCategory]
        @BelongsToMany(pivot: FilmCategory.self) var films: [Film]
    }

    /// A row of the table `city`.
    @Model(table: "city")
    struct City {
        @Column("city_id") var id: Int?
        var city: String
        @BelongsTo var country: Country
        var lastUpdate: Date = Date()
        @HasMany var addresses: [Address]
    }

    /// A row of the table `country`.
    @Model(table: "country")
    struct Country {
        @Column("country_id") var id: Int?
        var country: String
        var lastUpdate: Date = Date()
        @HasMany var cities: [City]
    }

    /// A row of the table `customer`.
    @Model(table: "customer")
    struct Customer {
        @Column("customer_id") var id: Int?
        @BelongsTo var store: Store
        var firstName: String
        var lastName: String
        var email: String?
        @BelongsTo var address: Address
        var activebool: Bool = true
        var createDate: PostgresDate
        var lastUpdate: Date? = Date()
        var active: Int?
        @HasMany var payments: [Payment]
        @HasMany var rentals: [Rental]
    }

    /// A row of the table `film`.
    @Model(table: "film")
    struct Film {
        @Column("film_id") var id: Int?
        var title: String
        var description: String?
        var releaseYear: Int?
        @BelongsTo var language: Language
        @BelongsTo var originalLanguage: Language?
        var rentalDuration: Int = 3
        var rentalRate: Decimal = Decimal(499) / 100
        var length: Int?
        var replacementCost: Decimal = Decimal(1999) / 100
        var rating: MpaaRating? = .g
        var lastUpdate: Date = Date()
        var specialFeatures: [String]?
        // fulltext is of the type tsvector, which a model does not read by itself.
        @HasMany var filmActors: [FilmActor]
        @BelongsToMany(pivot: FilmActor.self) var actors: [Actor]
        @HasMany var filmCategories: [FilmCategory]
        @BelongsToMany(pivot: FilmCategory.self) var categories: [Category]
        @HasMany var inventories: [Inventory]
    }

    /// A row of the table `film_actor`.
    @Model(table: "film_actor")
    struct FilmActor {
        @PrimaryKey @BelongsTo var actor: Actor
        @PrimaryKey @BelongsTo var film: Film
        var lastUpdate: Date = Date()
    }

    /// A row of the table `film_category`.
    @Model(table: "film_category")
    struct FilmCategory {
        @PrimaryKey @BelongsTo var film: Film
        @PrimaryKey @BelongsTo var category: Category
        var lastUpdate: Date = Date()
    }

    /// A row of the table `inventory`.
    @Model(table: "inventory")
    struct Inventory {
        @Column("inventory_id") var id: Int?
        @BelongsTo var film: Film
        @BelongsTo var store: Store
        var lastUpdate: Date = Date()
        @HasMany var rentals: [Rental]
    }

    /// A row of the table `language`.
    @Model(table: "language")
    struct Language {
        @Column("language_id") var id: Int?
        var name: String
        var lastUpdate: Date = Date()
        @HasMany var filmsByLanguage: [Film]
        @HasMany(foreignKey: "original_language_id") var filmsByOriginalLanguage: [Film]
    }

    /// A row of the table `packages_apt_postgresql_org`.
    @Model(table: "packages_apt_postgresql_org")
    struct PackagesAptPostgresqlOrg {
        @Column("package_id") var id: Int?
        var lastUpdated: Date = Date()
        // JSON as text; with a Codable type of its form: @JSON var aptdata: PackagesAptPostgresqlOrgAptdata
        var aptdata: DatabaseText?
    }

    /// A row of the table `payment`.
    @Model(table: "payment")
    struct Payment {
        @PrimaryKey var paymentID: Int
        @BelongsTo var customer: Customer
        @BelongsTo var staff: Staff
        @BelongsTo var rental: Rental
        var amount: Decimal
        @PrimaryKey var paymentDate: Date
    }

    /// A row of the table `rental`.
    @Model(table: "rental")
    struct Rental {
        @Column("rental_id") var id: Int?
        var rentalDate: Date
        @BelongsTo var inventory: Inventory
        @BelongsTo var customer: Customer
        var returnDate: Date?
        @BelongsTo var staff: Staff
        var lastUpdate: Date = Date()
        @HasMany var payments: [Payment]
    }

    /// A row of the table `staff`.
    @Model(table: "staff")
    struct Staff {
        @Column("staff_id") var id: Int?
        var firstName: String
        var lastName: String
        @BelongsTo var address: Address
        var email: String?
        @BelongsTo var store: Store
        var active: Bool = true
        var username: String
        var password: String?
        var lastUpdate: Date = Date()
        var picture: [UInt8]?
        @HasMany var payments: [Payment]
        @HasMany var rentals: [Rental]
        @HasOne(foreignKey: "manager_staff_id") var store2: Store?
    }

    /// A row of the table `store`.
    @Model(table: "store")
    struct Store {
        @Column("store_id") var id: Int?
        @BelongsTo var managerStaff: Staff
        @BelongsTo var address: Address
        var lastUpdate: Date = Date()
        @HasMany var customers: [Customer]
        @HasMany var inventories: [Inventory]
        @HasMany var staffs: [Staff]
    }

    /// The type `mpaa_rating` of the database.
    enum MpaaRating: String, PostgresCodable, CaseIterable, Codable {
        case g = "G"
        case pg = "PG"
        case pg13 = "PG-13"
        case r = "R"
        case nc17 = "NC-17"

        /// PostgreSQL finds the type by the column.
        static var postgresType: PostgresType { .inferred }
    }

    /// A row of the table `actor_info`.
    ///
    /// It has no key, so it is only read: `database.table("actor_info").all(as: ActorInfo.self)`
    struct ActorInfo: Codable, Sendable {
        let actorID: Int?
        let firstName: String?
        let lastName: String?
        let filmInfo: String?
    }

    /// A row of the table `customer_list`.
    ///
    /// It has no key, so it is only read: `database.table("customer_list").all(as: CustomerList.self)`
    struct CustomerList: Codable, Sendable {
        let idValue: Int?
        let name: String?
        let address: String?
        let zipCode: String?
        let phone: String?
        let city: String?
        let country: String?
        let notes: String?
        let sid: Int?

        private enum CodingKeys: String, CodingKey {
            case idValue = "id"
            case name
            case address
            case zipCode = "zip code"
            case phone
            case city
            case country
            case notes
            case sid
        }
    }

    /// A row of the table `film_list`.
    ///
    /// It has no key, so it is only read: `database.table("film_list").all(as: FilmList.self)`
    struct FilmList: Codable, Sendable {
        let fid: Int?
        let title: String?
        let category: String?
        let price: Decimal?
        let length: Int?
        let rating: MpaaRating?
        let actors: String?
    }

    /// A row of the table `rental_by_category`.
    ///
    /// It has no key, so it is only read: `database.table("rental_by_category").all(as: RentalByCategory.self)`
    struct RentalByCategory: Codable, Sendable {
        let category: String?
        let totalSales: Decimal?
    }
}
