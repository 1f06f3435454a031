import Ashlar

// The samples of responses.md about actions with several answers.

@Answers
enum DeskAnswer {
    /// It is yours.
    case lent(Created<DeskLoan>)
    /// You have it already.
    case kept(DeskLoan)
    /// Somebody else has it.
    @Answer(.conflict) case taken(LoanConflict)
    /// It is not lent any more.
    @Answer(.gone) case withdrawn
}

@Controller
struct DeskController {
    func lend(title: String) -> DeskAnswer {
        switch title {
        case "Notes": .taken(LoanConflict(reader: "Bob"))
        case "Letters": .withdrawn
        default: .lent(Created(DeskLoan(title: title)))
        }
    }
}

struct DeskLoan: Codable, Sendable { var title: String }
