import Ashlar

@main
struct __type__: Application {
    let providers: [any ServiceProvider.Type] = [
        AppProvider.self
        // craft:providers
    ]

    let modules: [any Module] = [
        // craft:modules
    ]

    let commands: [any ConsoleCommand.Type] = [
        // craft:commands
    ]

    let migrations: [any Migration.Type] = allMigrations
    let models: [any Model.Type] = allModels
    let seeders: [any Seeder.Type] = allSeeders

    func routes(_ routes: Routes) {
        routes.group(middleware: .web) { web($0) }
        routes.group("/api", name: "api.", middleware: .api) { api($0) }
    }
}
