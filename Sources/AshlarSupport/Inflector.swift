/// English plurals and singulars of names: `Post` and `posts`, `Category` and `categories`, `Person` and `people`.
///
/// The last word of a name is inflected: `PostCategory` becomes `PostCategories`. Case is kept.
public enum Inflector {
    /// The plural of a noun; a noun that is plural already stays as it is.
    public static func plural(_ noun: String) -> String { inflect(noun, rules: plurals, irregular: irregulars) }

    /// The singular of a noun; a noun that is singular already stays as it is.
    public static func singular(_ noun: String) -> String {
        inflect(noun, rules: singulars, irregular: irregulars.map { ($0.1, $0.0) })
    }

    /// The name of the table for a model: `PostComment` is `post_comments`.
    public static func tableName(forModel name: String) -> String { plural(CaseConversion.snake(name)) }

    private struct Rule {
        let suffix: String
        let replacement: String
        /// Suffixes that look like this rule's and must be left alone.
        var except: [String] = []
    }

    private static let uncountable: Set<String> = [
        "advice", "aircraft", "audio", "baggage", "bison", "chassis", "clothing", "cod", "corps", "data", "deer",
        "education", "electronics", "equipment", "evidence", "feedback", "firmware", "fish", "furniture", "garbage",
        "hardware", "headquarters", "homework", "information", "jeans", "knowledge", "luggage", "mathematics",
        "media", "metadata", "money", "moose", "music", "news", "nutrition", "offspring", "pants",
        "physics", "police", "politics", "research", "rice", "salmon", "scissors", "series", "sheep",
        "shrimp", "software", "spacecraft", "species", "swine", "traffic", "trousers", "trout", "tuna",
        "wheat",
    ]

    private static let irregulars: [(String, String)] = [
        ("person", "people"), ("man", "men"), ("woman", "women"), ("child", "children"), ("tooth", "teeth"),
        ("foot", "feet"), ("goose", "geese"), ("mouse", "mice"), ("ox", "oxen"), ("quiz", "quizzes"),
        ("movie", "movies"),
        ("cookie", "cookies"), ("index", "indexes"), ("vertex", "vertices"), ("matrix", "matrices"), ("leaf", "leaves"),
        ("life", "lives"), ("knife", "knives"), ("wife", "wives"), ("half", "halves"), ("shelf", "shelves"),
        ("hero", "heroes"), ("potato", "potatoes"), ("tomato", "tomatoes"), ("echo", "echoes"), ("datum", "data"),
        ("medium", "media"),
        ("analysis", "analyses"), ("crisis", "crises"), ("thesis", "theses"), ("basis", "bases"), ("bus", "buses"),
        ("status", "statuses"), ("alias", "aliases"), ("virus", "viruses"), ("axis", "axes"), ("cache", "caches"),
        ("shoe", "shoes"), ("database", "databases"), ("case", "cases"), ("release", "releases"), ("house", "houses"),
        ("response", "responses"), ("course", "courses"), ("license", "licenses"), ("purchase", "purchases"),
    ]

    /// In order: the first that fits decides.
    private static let plurals: [Rule] = [
        Rule(suffix: "ss", replacement: "sses"), Rule(suffix: "sh", replacement: "shes"),
        Rule(suffix: "ch", replacement: "ches"), Rule(suffix: "x", replacement: "xes"),
        Rule(suffix: "zz", replacement: "zzes"), Rule(suffix: "us", replacement: "uses"),
        Rule(suffix: "is", replacement: "ises"), Rule(suffix: "s", replacement: "s"),
        Rule(suffix: "y", replacement: "ies", except: ["ay", "ey", "iy", "oy", "uy"]),
        Rule(suffix: "", replacement: "s"),
    ]

    private static let singulars: [Rule] = [
        Rule(suffix: "sses", replacement: "ss"), Rule(suffix: "shes", replacement: "sh"),
        Rule(suffix: "ches", replacement: "ch"), Rule(suffix: "xes", replacement: "x"),
        Rule(suffix: "zzes", replacement: "zz"), Rule(suffix: "uses", replacement: "us", except: ["auses", "ouses"]),
        Rule(suffix: "ies", replacement: "y"), Rule(suffix: "ss", replacement: "ss"),
        Rule(suffix: "us", replacement: "us"), Rule(suffix: "is", replacement: "is"),
        Rule(suffix: "s", replacement: ""),
    ]

    private static func inflect(_ noun: String, rules: [Rule], irregular: [(String, String)]) -> String {
        let lowered = noun.lowercased()
        let last = CaseConversion.words(noun).last ?? lowered
        if uncountable.contains(last) { return noun }
        for (from, to) in irregular where last == from || last == to {
            return last == to ? noun : replacing(from, at: noun, with: to)
        }
        for rule in rules where lowered.hasSuffix(rule.suffix) && !rule.except.contains(where: lowered.hasSuffix) {
            return noun.dropLast(rule.suffix.count) + rule.replacement
        }
        return noun
    }

    /// Replaces the ending of a name and keeps the case of its first letter: `Person` becomes `People`.
    private static func replacing(_ ending: String, at noun: String, with replacement: String) -> String {
        let isCapital = noun.suffix(ending.count).first?.isUppercase == true
        let cased = isCapital ? replacement.prefix(1).uppercased() + replacement.dropFirst() : replacement
        return noun.dropLast(ending.count) + cased
    }
}
