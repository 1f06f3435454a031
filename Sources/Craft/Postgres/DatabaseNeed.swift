/// Which database a command gets.
enum DatabaseNeed {
    /// One that is made if it is not there: the command is about databases.
    case always
    /// The same, for an app that speaks of a database; otherwise none.
    case ifUsed
    /// The one that is there: nothing is made.
    case ifThere
}
