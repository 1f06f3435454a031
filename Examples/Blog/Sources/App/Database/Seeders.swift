import Ashlar

/// Every seeder, for `./craft db seed`. `./craft make seeder` adds to the end.
let allSeeders: [any Seeder.Type] = [
    DemoSeeder.self
    // craft:seeders
]
