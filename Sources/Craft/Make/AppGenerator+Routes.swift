import AshlarSupport

extension AppGenerator {
    /// The routes of a controller must not be those of another: the app would not start.
    ///
    /// - Parameter item: the controller, with the line that declares its routes.
    /// - Throws: ``CraftError`` that names the line in the way.
    func checkRoutes(of item: Generator.Item) throws {
        for injection in item.injections {
            guard let new = RouteLine(injection.line), let text = try? Files.text("\(app.root)/\(injection.file)")
            else { continue }
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            // Routes of other groups have other paths, which their lines do not tell.
            let indentation = lines.first { $0.drop(while: \.isWhitespace) == injection.marker }?
                .prefix(while: \.isWhitespace)
            let own = injection.index(in: lines)
            for (index, line) in lines.enumerated() where index != own {
                guard line.prefix(while: \.isWhitespace) == indentation, let other = RouteLine(line),
                    new.collides(with: other)
                else { continue }
                throw collision(of: new, with: other, SourceLocation(file: injection.file, line: index + 1))
            }
        }
    }

    private func collision(of new: RouteLine, with other: RouteLine, _ place: SourceLocation) -> CraftError {
        let names = new.names.intersection(other.names).sorted()
        let named = names.first.map { ", as the route \($0)" } ?? ""
        let owner = other.controller ?? "another route"
        let isSame = other.controller != nil && other.controller == new.controller
        return CraftError(
            "\(owner) answers /\(new.path) already\(named). Nothing was changed.",
            suggestion: isSame
                ? "Take this line away, and run the command again."
                : "Write the action into \(owner), or choose another name, with a folder perhaps: "
                    + "Admin/\(CaseConversion.pascal(new.path.split(separator: "/").last.map(String.init) ?? "Page")).",
            location: place)
    }
}
