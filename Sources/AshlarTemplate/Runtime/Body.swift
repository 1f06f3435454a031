/// A statement that is called as often as a page has rows: an object, which unlike a value in an existential is not copied to
/// be called.
class Statement: Executable, @unchecked Sendable {
    // Sendable because it holds nothing; all that subclasses hold is constant and Sendable.

    func execute(_ frame: Frame) throws -> Flow { .next }

    final var statement: Statement { self }
}

/// A statement of another type.
private final class OtherStatement: Statement, @unchecked Sendable {
    // Sendable because the statement is.
    private let other: any Executable

    init(_ other: any Executable) { self.other = other }

    override func execute(_ frame: Frame) throws -> Flow { try other.execute(frame) }
}

extension Executable {
    /// The statement as an object.
    var statement: Statement { OtherStatement(self) }
}

/// Statements in order.
struct Body: Sendable {
    private let statements: NodeList<Statement>

    init(_ statements: [any Executable]) { self.statements = NodeList(statements.map(\.statement)) }

    var count: Int { statements.count }

    /// Runs statements in order, until one leaves the loop around them.
    @inline(__always)
    func execute(_ frame: Frame) throws -> Flow {
        for index in 0..<statements.count {
            let flow = try statements.with(index) { try $0.execute(frame) }
            if flow != .next { return flow }
        }
        return .next
    }

    /// Runs one of them.
    func execute(_ index: Int, _ frame: Frame) throws -> Flow {
        index < statements.count ? try statements.with(index) { try $0.execute(frame) } : .next
    }
}

/// Objects in order that are called where they lie: one that leaves its array is retained.
struct NodeList<Node: AnyObject & Sendable>: Sendable {
    private let nodes: [Unmanaged<Node>]
    /// What keeps the nodes alive.
    private let owner: [Node]

    init(_ nodes: [Node]) {
        owner = nodes
        self.nodes = nodes.map { .passUnretained($0) }
    }

    var count: Int { nodes.count }

    @inline(__always)
    func with<Result>(_ index: Int, _ body: (Node) throws -> Result) rethrows -> Result {
        // The list keeps the node.
        try nodes[index]._withUnsafeGuaranteedRef { try body($0) }
    }
}
