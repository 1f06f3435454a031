/// How what was sent is to be understood.
public enum InputFormat: Sendable, Equatable {
    /// Each value has its kind, and what is empty is there.
    case json
    /// All values are text: a number is one that reads as one, a field that was left blank is missing, a checkbox that is
    /// not ticked is false, one value is a list of one.
    case form
}
