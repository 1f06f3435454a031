import AshlarSupport
import Foundation

/// Writes a new app from the framework's stubs, or from a template of somebody else.
struct AppScaffold: Sendable {
    /// The app's name.
    let name: AppName
    /// Its folder, as an absolute path.
    let folder: String
    /// The clone of the framework.
    let framework: String
    /// The version of Swift, as the welcome page shows it.
    let swift: String
    let console: Console
    /// What it is.
    var kind = AppKind.web
    /// The folder of a template, instead of the framework's own stubs.
    var template: String?
    /// What the template's own variables stand for.
    var variables: [String: String] = [:]

    /// The identities of the packages an app is built from, by the folder's name as SwiftPM does it.
    static func packages(ofFramework framework: String) -> Set<String> {
        var identities: Set<String> = ["ashlar", Files.name(of: framework).lowercased()]
        if let resolved = try? Files.text("\(framework)/Package.resolved") {
            for match in resolved.matches(of: /"identity"\s*:\s*"([^"]+)"/) { identities.insert(String(match.1)) }
        }
        return identities
    }

    /// What the stubs' placeholders stand for.
    var values: StubValues {
        StubValues(
            variables.merging([
                "name": name.name, "type": name.type, "title": name.title, "version": CraftVersion.current,
                "framework": framework, "key": AppKey.fresh(), "swift": swift,
            ]) { $1 })
    }

    /// Writes the app.
    ///
    /// - Throws: ``CraftError`` before anything is written if something is in the folder already.
    func write() throws {
        if Files.exists(folder) {
            guard Files.isFolder(folder), (try? FileManager.default.contentsOfDirectory(atPath: folder)) == [] else {
                // --path names the app's own folder, which is easily taken for the one around it.
                let isAround = Files.isFolder(folder) && Files.name(of: folder) != name.name
                throw CraftError(
                    "\(folder) exists\(Files.isFolder(folder) ? " and is not empty" : ""). Nothing was changed.",
                    suggestion: isAround
                        ? "Name the app's own folder: --path \(folder)/\(name.name)."
                        : "Choose another name, or another folder with --path.")
            }
        }
        guard Files.exists("\(framework)/stubs/app/Package.swift") else {
            throw CraftError(
                "The framework in \(framework) has no stubs/app.",
                suggestion: "Its clone is not whole: git status there.")
        }
        let values = values
        // All is read and filled before the first file is written.
        let files = try sources.map { source, target in
            (target, try contents(of: source, values), mode(of: source, target: target))
        }
        console.say("Making \(name.name) in \(folder)")
        for (target, data, mode) in files {
            try Files.write(data, to: "\(folder)/\(target)", mode: mode)
            console.file("created", target)
        }
        for (target, data, _) in files where template != nil { mention(data, target) }
        try keepVersions()
    }

    /// A file of the app. Of a template, pictures and the like are what they are.
    private func contents(of source: String, _ values: StubValues) throws -> Data {
        if template != nil, let data = FileManager.default.contents(atPath: source),
            String(data: data, encoding: .utf8) == nil
        {
            return data
        }
        return Data(try values.fill(kind.text(of: source, name: name), source: source).utf8)
    }

    /// Says what looks like a variable of a template and can be none: it stays in the app as it is.
    private func mention(_ data: Data, _ target: String) {
        guard let text = String(data: data, encoding: .utf8) else { return }
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            for match in line.matches(of: /__[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*__/) {
                let name = CaseConversion.camel(String(match.0)).filter(\.isLetter)
                console.warn(
                    "\(target):\(index + 1): \(match.0) is left as it is. A variable has letters alone and begins with a "
                        + "small one: __\(name)__")
            }
        }
    }

    /// Prints what to type next.
    ///
    /// - Parameter shown: the folder as it was typed.
    func printNextSteps(shown: String) {
        console.say()
        console.say("Next:")
        console.say("  cd \(shown)")
        if kind == .demo { console.say("  ./craft migrate --seed") }
        console.say("  ./craft serve")
    }

    /// The same versions of all packages as the framework's: what is compiled already fits.
    private func keepVersions() throws {
        let resolved = "\(framework)/Package.resolved"
        guard Files.exists(resolved) else { return }
        try Files.write(try Files.text(resolved), to: "\(folder)/Package.resolved")
        console.file("created", "Package.resolved")
    }

    /// What is written: where it comes from, and where it goes.
    private var sources: [(source: String, target: String)] {
        get throws {
            guard let template else {
                return kind.sources(framework: framework).map { (source: $0.value, target: $0.key) }
                    .sorted { $0.target < $1.target }
            }
            let values = values
            return try Files.list(below: template).map { file in
                (source: "\(template)/\(file)", target: file.hasPrefix("dot.") ? String(file.dropFirst(3)) : file)
            }.filter { $0.target != AppTemplate.fileName && !$0.target.hasPrefix(".git/") }
                .map { (source: $0.source, target: try values.fill($0.target, source: $0.source)) }
        }
    }

    /// Programs stay programs, and only the owner reads the secrets in `.env`.
    private func mode(of source: String, target: String) -> mode_t? {
        if target == ".env" { return 0o600 }
        return FileManager.default.isExecutableFile(atPath: source) ? 0o755 : nil
    }
}
