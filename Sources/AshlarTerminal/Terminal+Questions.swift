import Foundation

extension Terminal {
    /// Asks for a line.
    ///
    /// - Parameters:
    ///   - question: what is asked, without a colon at its end.
    ///   - default: the answer of who only presses return, and where nobody can be asked.
    ///   - check: throws for an answer that will not do; what it throws is shown, and the question comes again.
    /// - Returns: the answer without white space at its ends.
    /// - Throws: ``TerminalError`` where nobody can be asked and there is no default, or where the input ends.
    public func ask(
        _ question: String, default standard: String? = nil, check: @Sendable (String) throws -> Void = { _ in }
    ) throws -> String {
        guard canAsk else {
            guard let standard else { throw TerminalError.nobody(question) }
            return standard
        }
        while true {
            write("\(styled(question, .bold))\(standard.map { " [\($0)]" } ?? "") ")
            guard let line = line() else { throw TerminalError.ended(question) }
            let typed = line.trimmingCharacters(in: .whitespaces)
            guard let answer = typed.isEmpty ? standard : typed else { continue }
            do {
                try check(answer)
                return answer
            } catch {
                say(styled("\(error)", .red))
            }
        }
    }

    /// Asks for something that is not shown while it is typed.
    ///
    /// - Throws: ``TerminalError`` where nobody can be asked, or where the input ends.
    public func secret(_ question: String) throws -> String {
        guard canAsk else { throw TerminalError.nobody(question) }
        while true {
            write("\(styled(question, .bold)) ")
            guard let line = line(isHidden: true) else { throw TerminalError.ended(question) }
            if !line.isEmpty { return line }
        }
    }

    /// Asks yes or no.
    ///
    /// - Parameters:
    ///   - question: what is asked.
    ///   - default: the answer of who only presses return, and where nobody can be asked.
    /// - Throws: ``TerminalError`` where the input ends.
    public func confirm(_ question: String, default standard: Bool = false) throws -> Bool {
        guard canAsk else { return standard }
        while true {
            write("\(styled(question, .bold)) [\(standard ? "Y/n" : "y/N")] ")
            guard let line = line() else { throw TerminalError.ended(question) }
            switch line.trimmingCharacters(in: .whitespaces).lowercased() {
            case "": return standard
            case "y", "yes": return true
            case "n", "no": return false
            default: say("Answer y or n.")
            }
        }
    }

    /// Asks for one of several things, by its number or its name.
    ///
    /// - Parameters:
    ///   - question: what is asked.
    ///   - choices: the names.
    ///   - default: the answer of who only presses return, and where nobody can be asked.
    /// - Throws: ``TerminalError`` where nobody can be asked and there is no default, or where the input ends.
    public func choose(_ question: String, from choices: [String], default standard: String? = nil) throws -> String {
        guard canAsk else {
            guard let standard else { throw TerminalError.nobody(question) }
            return standard
        }
        say(styled(question, .bold))
        for (index, choice) in choices.enumerated() { say("  \(index + 1)  \(choice)") }
        while true {
            write(standard.map { "[\($0)] " } ?? "> ")
            guard let line = line() else { throw TerminalError.ended(question) }
            let typed = line.trimmingCharacters(in: .whitespaces)
            if typed.isEmpty, let standard { return standard }
            if let number = Int(typed), number >= 1, number <= choices.count { return choices[number - 1] }
            let matching = choices.filter { $0.lowercased().hasPrefix(typed.lowercased()) }
            if let exact = choices.first(where: { $0 == typed }) { return exact }
            if !typed.isEmpty, matching.count == 1, let match = matching.first { return match }
            say("Answer with a number from 1 to \(choices.count).")
        }
    }
}
