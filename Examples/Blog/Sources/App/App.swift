import Ashlar

@main
struct Blog: Application {
    let providers: [any ServiceProvider.Type] = [AppProvider.self]
    let migrations: [any Migration.Type] = allMigrations
    let models: [any Model.Type] = allModels
    let seeders: [any Seeder.Type] = allSeeders

    func routes(_ routes: Routes) {
        routes.group(middleware: .web) { web($0) }
    }
}
