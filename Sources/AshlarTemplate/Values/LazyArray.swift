import AshlarSupport

/// A Swift array whose elements become template values when they are read.
final class LazyArray<Element>: TemplateSequence, @unchecked Sendable {
    // Sendable because it is only made from an array that came as `any Sendable`, and never changes.
    private let elements: [Element]

    init(_ elements: [Element]) { self.elements = elements }

    var count: Int { elements.count }

    func element(at index: Int) throws -> TemplateValue {
        guard index >= 0, index < elements.count else { throw Failure("index \(index) is out of range") }
        return TemplateValue(SendableCast.assume(elements[index]))
    }

    var rawValue: any Sendable { SendableCast.assume(elements) }
}

/// Brings back the knowledge that a value is Sendable where the type system has lost it.
enum SendableCast {
    /// - Parameter value: a part of a value that is Sendable: an array's element, an optional's content.
    static func assume(_ value: Any) -> any Sendable {
        // Sendable is a marker without a witness table: both existentials have the same layout. The optional around them
        // keeps the compiler from opening the existential and casting what is in it.
        unsafeBitCast(Optional<Any>.some(value), to: Optional<any Sendable>.self) ?? ()
    }
}
