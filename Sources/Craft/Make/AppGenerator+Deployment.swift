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
            "health": Self.healthCheck(at: healthPath),
        ])
        return [try files.item("dockerfile", values), try files.item("dockerignore", values)]
    }

    /// Where `config/app.yaml` has the app say whether it is up; nil for nowhere.
    private var healthPath: String? {
        let settings = (try? Files.text("\(app.root)/config/app.yaml")) ?? ""
        guard let set = settings.firstMatch(of: /(?m)^health: *["']?([^\s"'#]+)/)?.1 else { return "/up" }
        return set == "off" ? nil : String(set)
    }

    /// Asks the app in the image, which has a shell but no program for requests.
    private static func healthCheck(at path: String?) -> String {
        guard let path else { return "# The app does not say whether it is up: app.health is off." }
        let request = "GET \(path) HTTP/1.1\\\\r\\\\nHost: localhost\\\\r\\\\nConnection: close\\\\r\\\\n\\\\r\\\\n"
        return """
            # \(path) says whether the app and its database are up.
            HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8000 \
            && printf '\(request)' >&3 && read -r _ status _ <&3 && [ \\"$status\\" = 200 ]"]
            """
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
