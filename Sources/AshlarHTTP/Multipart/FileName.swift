/// Names of files that come from outside.
enum FileName {
    /// The last component of a path of any system, without control characters, leading dots and what shells and file
    /// systems give a meaning; at most 200 bytes; `file` if nothing is left.
    static func sanitised(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
        let forbidden: Set<Character> = [":", "*", "?", "\"", "<", ">", "|"]
        var clean = String(
            last.unicodeScalars.filter {
                // Controls, and marks that turn the writing direction to disguise an extension.
                $0.value >= 0x20 && $0.value != 0x7F && !(0x80...0x9F).contains($0.value)
                    && !(0x200E...0x200F).contains($0.value) && !(0x202A...0x202E).contains($0.value)
                    && !(0x2066...0x2069).contains($0.value)
            }.map(Character.init))
        clean = String(clean.map { forbidden.contains($0) ? "_" : $0 }.drop { $0 == "." || $0 == " " })
        while clean.hasSuffix(" ") || clean.hasSuffix(".") { clean.removeLast() }
        if clean.utf8.count > 200 {
            let ending = fileExtension(clean)
            let kept = ending.isEmpty || ending.utf8.count > 20 ? "" : ".\(ending)"
            while clean.utf8.count > 200 - kept.utf8.count { clean.removeLast() }
            clean += kept
        }
        return clean.isEmpty ? "file" : clean
    }

    /// What is after the last dot, in lower case.
    static func fileExtension(_ name: String) -> String {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }

    /// A name of 160 random bits. Its extension has letters and digits only.
    static func random(withExtension ending: String) -> String {
        var generator = SystemRandomNumberGenerator()
        let letters = Array("abcdefghijklmnopqrstuvwxyz234567")
        let name = String((0..<32).map { _ in letters[Int.random(in: 0..<32, using: &generator)] })
        let ending = ending.prefix(20).filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return ending.isEmpty ? name : "\(name).\(ending)"
    }
}
