public import HTTPTypes

/// Makes an enum what an action may answer: each case is an answer with its status and its own schema, in the description of
/// the API and in the clients that are written of it.
///
/// ```swift
/// @Answers
/// enum LoanAnswer {
///     /// It is yours.
///     case lent(Created<Loan>)                            // 201 with a loan
///     /// You have it already.
///     case kept(Loan)                                     // 200 with a loan
///     /// Somebody else has it.
///     @Answer(.conflict) case taken(LoanConflict)         // 409 with what is in the way
///     /// It is not lent any more.
///     @Answer(.gone) case withdrawn                       // 410, told as all errors are
/// }
///
/// func store(input: LoanInput) async throws -> LoanAnswer { .taken(LoanConflict(reader: "Bob")) }
/// ```
///
/// The value of a case is anything that an action may return, and has the status that it would have there unless `@Answer` says
/// another. A case without a value is 204, or what `@Answer` says. Comments say when each is given.
@attached(extension, conformances: ResponseConvertible, DescribedAnswer, names: named(answer), named(response))
public macro Answers() = #externalMacro(module: "AshlarMacros", type: "AnswersMacro")

/// The status of a case of an enum with ``Answers()``: `@Answer(.conflict) case taken(LoanConflict)`.
@attached(peer)
public macro Answer(_ status: HTTPResponse.Status) = #externalMacro(module: "AshlarMacros", type: "AnswerMacro")
