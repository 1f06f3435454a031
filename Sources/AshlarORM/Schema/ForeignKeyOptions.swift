/// What can be said of a foreign key, be it a column's own or one over several columns.
public protocol ForeignKeyOptions: AnyObject {
    /// What was said.
    var _clauses: ForeignKeyClauses { get set }
}

extension ForeignKeyOptions {
    /// What happens to this row when the other is deleted; by default the other cannot be.
    @discardableResult
    public func onDelete(_ action: ReferenceAction) -> Self {
        _clauses.deletion = action
        return self
    }

    /// What happens to this row when the other's key changes; by default it cannot.
    @discardableResult
    public func onUpdate(_ action: ReferenceAction) -> Self {
        _clauses.update = action
        return self
    }

    /// The reference may be broken for a moment: it is checked when the transaction commits.
    ///
    /// - Parameter initially: false if it is checked at once until `SET CONSTRAINTS` says otherwise.
    @discardableResult
    public func deferrable(initially: Bool = true) -> Self {
        _clauses.deferral = initially ? .initiallyDeferred : .initiallyImmediate
        return self
    }

    /// Rows that are there are not checked, until ``TableAlteration/validate(_:)`` does it without keeping anybody out.
    @discardableResult
    public func notValid() -> Self {
        _clauses.isNotValid = true
        return self
    }
}
