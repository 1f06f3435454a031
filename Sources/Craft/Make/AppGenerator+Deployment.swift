import AshlarSupport

extension AppGenerator {
    /// What a program of the app needs beside it, as far as the app has it.
    static let deployed = ["config", "views", "public", "database", "lang"]

    /// A Dockerfile, and what is kept out of its context.
    ///
    /// - Parameter framework: the clone of the framework.
    func dockerfile(framework: String) throws -> [Generator.Item] {
        let folders = Self.deployed.filter { Files.isFolder("\(app.root)/\($0)") }
        let encrypted = [".env.production.encrypted"].filter { Files.exists("\(app.root)/\($0)") }
        let values = StubValues([
            "name": app.name.lowercased(), "framework": framework,
            "folders": (folders.map { "COPY \($0) \($0)" } + encrypted.map { "COPY \($0) ./" })
                .joined(separator: "\n"),
        ])
        return [try files.item("dockerfile", values), try files.item("dockerignore", values)]
    }

    /// A service and a socket of systemd.
    ///
    /// - Parameters:
    ///   - folder: where the app lies on the machine that serves.
    ///   - user: whom it runs as.
    ///   - listen: where systemd listens: a port, an address with a port, or a path.
    ///   - workers: how many processes answer; nil for one.
    func systemd(folder: String, user: String, listen: String, workers: Int?) throws -> [Generator.Item] {
        let values = StubValues([
            "name": app.name, "title": MakeName.title(CaseConversion.snake(app.name)), "folder": folder, "user": user,
            "listen": listen, "arguments": workers.map { " --workers \($0)" } ?? "",
        ])
        return [try files.item("systemd.service", values), try files.item("systemd.socket", values)]
    }
}
