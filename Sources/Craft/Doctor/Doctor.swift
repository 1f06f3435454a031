import Foundation
import Glibc

/// Looks at everything on a machine that apps need.
struct Doctor: Sendable {
    let place: Place
    /// The port that the app would be served on.
    let port: UInt16

    /// What there is, and what is wrong.
    func findings() -> [Finding] {
        var findings = [
            toolchain, linker, library("libpq", "libpq-dev"), library("zlib", "zlib1g-dev"), server, account,
        ]
        findings.append(writable("Build folder", place.buildFolder.path))
        if let app = AppFolder.around(place.folder) {
            findings += [writable("App's folder", app.root), framework] + settings(of: app)
        }
        findings.append(portFinding)
        return findings
    }

    private var environment: [String: String] { place.environment }

    private var toolchain: Finding {
        guard let version = Toolchain.version(environment: environment) else {
            return .bad("Swift", "is not installed", fix: "Get it from https://www.swift.org/install")
        }
        let numbers = version.split(separator: ".").compactMap { Int($0) }
        guard numbers.lexicographicallyPrecedes([6, 2]) else { return .good("Swift", version) }
        return .bad("Swift", "\(version) is too old: 6.2 is needed", fix: "Get it from https://www.swift.org/install")
    }

    private var linker: Finding {
        // It is found beside swift, where the toolchain brings its own.
        let beside = Programs.path(of: "swift", in: environment).map { [Files.parent(of: Files.real($0))] } ?? []
        guard Programs.path(of: "ld.lld", in: environment, more: beside) == nil else { return .good("Linker", "lld") }
        return .bad("Linker", "lld is not installed", fix: "apt-get install lld")
    }

    private func library(_ name: String, _ package: String) -> Finding {
        guard let program = Programs.path(of: "pkg-config", in: environment) else {
            return .bad(name, "cannot be looked for: pkg-config is not installed", fix: "apt-get install pkg-config")
        }
        let launch = Launch(executable: program, arguments: ["--modversion", name], environment: environment)
        guard let (status, output) = try? ChildProcess.run(launch), status.isSuccess else {
            return .bad(name, "is not installed with its headers", fix: "apt-get install \(package)")
        }
        return .good(name, output.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    private var server: Finding {
        let installed = PostgresInstallation.all(environment: environment)
        guard let newest = installed.first else {
            return .bad(
                "PostgreSQL", "its server is not installed", fix: "apt-get install postgresql, or set DATABASE_URL")
        }
        return .good("PostgreSQL", "\(newest.major) in \(newest.programs)")
    }

    private var account: Finding {
        do {
            let account = try PostgresAccount.choose()
            return .good(
                "Account", account.isOther ? "\(account.name) runs PostgreSQL, as craft is root" : account.name)
        } catch {
            return .bad("Account", "root alone, and PostgreSQL does not run as root", fix: "useradd --system postgres")
        }
    }

    private var framework: Finding {
        Files.exists("\(place.framework)/stubs/app/Package.swift")
            ? .good("Framework", place.framework)
            : .bad("Framework", "\(place.framework) is not whole", fix: "git -C \(place.framework) status")
    }

    private func writable(_ name: String, _ folder: String) -> Finding {
        // A folder that is not there yet is made below the nearest one that is.
        var nearest = folder
        while !Files.exists(nearest) { nearest = Files.parent(of: nearest) }
        guard access(nearest, W_OK | X_OK) == 0 else {
            return .bad(name, "\(nearest) cannot be written", fix: "chown -R \(NSUserName()) \(nearest)")
        }
        return .good(name, folder)
    }

    /// What `.env` sets, of which the rest of an app's findings depends.
    private func settings(of app: AppFolder) -> [Finding] {
        do {
            _ = try app.dotEnv(environment)
        } catch let error as CraftError {
            let place = error.location.map { "\($0): " } ?? ""
            let fix = error.suggestion ?? "Mend it; what it sets is not known until then."
            return [.bad(".env", "cannot be read: \(place)\(error.message)", fix: fix)]
        } catch {
            return [.bad(".env", "cannot be read: \(error)", fix: "Mend it; what it sets is not known until then.")]
        }
        return [key(of: app), DatabaseDoctor(app: app, place: place).finding]
    }

    private func key(of app: AppFolder) -> Finding {
        guard let key = try? app.setting("APP_KEY", environment: environment) else {
            return .bad("APP_KEY", "is not set", fix: "./craft key generate")
        }
        guard Data(base64Encoded: key)?.count == 32 else {
            return .bad("APP_KEY", "is not 32 bytes in base64", fix: "./craft key generate --force")
        }
        return .good("APP_KEY", "is set")
    }

    private var portFinding: Finding {
        do {
            try ListeningSocket.open(host: "127.0.0.1", port: port).close()
            return .good("Port", "\(port) is free")
        } catch {
            let owner = PortOwner.find(port: port).map { " by \($0)" } ?? ""
            return .bad(
                "Port", "\(port) is in use\(owner)", fix: "./craft serve --port \(port < 65535 ? port + 1 : 8000)",
                isMinor: true)
        }
    }
}
