/// What `groupby` answers for each group: a pair that also has the members `grouper` and `list`.
final class GroupTuple: TemplateSequence {
    private let grouper: TemplateValue
    private let list: TemplateValue

    init(grouper: TemplateValue, list: [TemplateValue]) {
        self.grouper = grouper
        self.list = .list(list)
    }

    var depth: Int { 1 + list.depth }
    var count: Int { 2 }

    func element(at index: Int) throws -> TemplateValue { index == 0 ? grouper : list }

    func member(named name: String) -> TemplateValue? {
        switch name {
        case "grouper": grouper
        case "list": list
        default: nil
        }
    }
}
