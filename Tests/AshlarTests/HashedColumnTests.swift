import Ashlar
import Testing

@Model private struct Keeper {
    var id: Int?
    var name: String
    @Hashed var password: String
}

@Suite struct HashedColumnTests {
    @Test func `a hashed column holds a hash that opens for its text alone`() async throws {
        try await withTestDatabase { url in
            let variables = ["DATABASE_URL": url, "SECURITY_PASSWORD_COST": "5"]
            try await withKernel(RoutesOnly(), in: try AppFolder(), variables) { kernel async throws in
                let database = try #require(kernel.database)
                try await database.execute(
                    "create table keepers (id bigserial primary key, name text not null, password text not null)")
                let hasher = try kernel.resolver.resolve(PasswordHasher.self)
                try await kernel.withDatabase {
                    var keeper = try await Keeper.create(name: "Ada", password: "correct horse")
                    let first = keeper.password
                    #expect(first.hasPrefix("$scrypt$ln=5,"))
                    #expect(try await hasher.verify("correct horse", against: first))
                    #expect(try await hasher.verify("wrong horse", against: first) == false)
                    keeper.name = "Ada L."
                    try await keeper.save()
                    #expect(keeper.password == first)
                    keeper.password = "battery staple"
                    try await keeper.save()
                    #expect(try await hasher.verify("battery staple", against: keeper.fresh().password))
                }
            }
        }
    }

    @Test func `a cost that nobody would pay is a mistake in the settings`() async throws {
        let error = await #expect(throws: ConfigError.self) {
            try await withKernel(RoutesOnly(), in: try AppFolder(), ["SECURITY_PASSWORD_COST": "40"]) { _ in }
        }
        #expect(error?.message == "The setting security.passwordCost is 40.")
    }
}
