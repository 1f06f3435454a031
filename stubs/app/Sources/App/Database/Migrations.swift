import Ashlar

/// Every migration, the oldest first. `./craft make migration` adds to the end.
let allMigrations: [any Migration.Type] = [
    // craft:migrations
]
