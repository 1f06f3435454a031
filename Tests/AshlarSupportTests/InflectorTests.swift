import AshlarSupport
import Testing

@Suite struct InflectorTests {
    @Test(arguments: [
        ("post", "posts"), ("Category", "Categories"), ("day", "days"), ("box", "boxes"), ("class", "classes"),
        ("bus", "buses"), ("status", "statuses"), ("person", "people"), ("Person", "People"), ("child", "children"),
        ("news", "news"), ("index", "indexes"), ("address", "addresses"), ("wish", "wishes"), ("match", "matches"),
        ("quiz", "quizzes"), ("PostCategory", "PostCategories"), ("blog_post", "blog_posts"), ("house", "houses"),
        ("response", "responses"), ("leaf", "leaves"), ("hero", "heroes"), ("series", "series"),
        ("Media", "Media"), ("SocialMedia", "SocialMedia"), ("data", "data"), ("species", "species"),
        ("sheep", "sheep"),
        ("equipment", "equipment"), ("Information", "Information"), ("fish", "fish"),
        ("headquarters", "headquarters"), ("physics", "physics"), ("clothing", "clothing"),
    ])
    func `plural and singular are each other's inverse`(singular: String, plural: String) {
        #expect(Inflector.plural(singular) == plural)
        #expect(Inflector.singular(plural) == singular)
    }

    @Test(arguments: ["posts", "categories", "people", "statuses", "boxes"])
    func `a plural stays plural`(plural: String) {
        #expect(Inflector.plural(plural) == plural)
    }

    @Test(arguments: [
        ("Post", "posts"), ("PostComment", "post_comments"), ("Person", "people"), ("Category", "categories"),
        ("Media", "media"), ("Medium", "media"), ("NewsItem", "news_items"), ("Mediator", "mediators"),
    ])
    func `a model's table is its plural in snake case`(model: String, table: String) {
        #expect(Inflector.tableName(forModel: model) == table)
    }
}
