/// What a template's text says about it, for checking.
struct TemplateFacts: Sendable {
    /// A name that is looked up in the values that the template is given.
    struct FreeName: Sendable {
        let name: String
        let offset: Int
    }

    /// A function that is called with a text that is written out.
    struct LiteralCall: Sendable {
        let function: String
        let call: TemplateCall
        let offset: Int
    }

    /// A block that is called: `self.title()`.
    struct BlockCall: Sendable {
        let name: String
        let offset: Int
    }

    /// A stack that is written out, or that something is pushed to.
    struct StackUse: Sendable {
        let name: String
        let offset: Int
    }

    /// A name of an imported template that is used: `forms.input(...)`.
    struct ModuleUse: Sendable {
        let template: String
        /// How the template calls the imported one; nil where nothing else can be meant by it.
        let alias: String?
        let member: String
        let offset: Int
    }

    /// What a component is given between its tags.
    struct SlotUse: Sendable {
        /// Nil for what stands outside of named slots.
        let name: String?
        let offset: Int
    }

    /// Text that begins outside of all tags and ends in one, or in a script, a style or a comment.
    struct OpenEnd: Sendable {
        /// What ends so, for a message.
        let owner: String
        /// Where it ends.
        let place: String
        let offset: Int
    }

    /// A component that is used.
    struct ComponentUse: Sendable {
        let template: String
        let name: String
        /// The attributes, with their values where they are written out, and whether that is as plain text.
        let attributes: [(name: String, value: TemplateValue?, isText: Bool, offset: Int)]
        let hasSpread: Bool
        /// The slots that hold more than space.
        let slots: [SlotUse]
        let offset: Int
    }

    /// A prop that a component declares.
    struct Prop: Sendable {
        let name: String
        let type: PropType
        let isRequired: Bool
    }

    /// The names that it assigns.
    var names: [String] = []
    var freeNames: [FreeName] = []
    /// Names that it asks about with `is defined` or has a default for.
    var guardedNames: Set<String> = []
    /// The free names among those that are called.
    var calledNames: [FreeName] = []
    var literalCalls: [LiteralCall] = []
    var components: [ComponentUse] = []
    /// Nil for a template that declares none.
    var props: [Prop]?
    /// Templates that it names literally, and where.
    var references: [TemplateReference] = []
    /// Whether it extends a template that is known only when it is rendered.
    var hasOpenParent = false
    /// Whether it names any template that is known only when it is rendered.
    var hasOpenReferences = false
    var hasFlush = false
    /// The stacks that stand in a tag, a script or a style.
    var placedStacks: [StackUse] = []
    /// The stacks that values are pushed to.
    var valuedPushes: [StackUse] = []
    /// All stacks that something is pushed to, as far as they are written out.
    var pushes: [StackUse] = []
    /// The stacks that it has, as far as they are written out.
    var stacks: Set<String> = []
    /// Whether it has a stack whose name is known only when it is rendered.
    var hasOpenStacks = false
    /// Stacks whose names are variables that the template does not assign.
    var unquotedStacks: [(tag: String, name: String, offset: Int)] = []
    /// What belongs to another language and is printed as it stands.
    var foreignMarks: [(text: String, suggestion: String, offset: Int)] = []
    /// The free names that are printed as they are.
    var printedNames: [FreeName] = []
    /// The slots that it names, as a component.
    var slots: Set<String> = []
    /// Whether it uses `slots` as a whole.
    var hasOpenSlots = false
    var moduleUses: [ModuleUse] = []
    /// The template itself and its macros, where they leave something open.
    var openEnds: [OpenEnd] = []
    /// Its blocks that do, by their names: whether that is a mistake depends on where a parent has them.
    var openBlocks: [String: OpenEnd] = [:]
    /// The blocks that it calls as members of `self`.
    var blockCalls: [BlockCall] = []
    /// The names that those who import it get.
    var exports: Set<String> = []
    /// Whether it names `self`, whose blocks may be defined to be called.
    var namesSelf = false
}

/// A template that another one extends, includes, imports or uses by a literal name.
struct TemplateReference: Sendable {
    enum Verb: String, Sendable { case extends, includes, imports, uses }

    let names: [String]
    let verb: Verb
    let offset: Int
    let ignoresMissing: Bool
    /// Whether what it names sees the values of the template that names it.
    let sharesContext: Bool
    /// The names that are imported of it one by one.
    var imported: [String] = []
}
