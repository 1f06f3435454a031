import Ashlar
import Foundation

@Model
struct Post {
    var id: Int?
    var title: String
    var body: String
    var publishedAt: Date?
    var createdAt: Date?
    var updatedAt: Date?
    @BelongsTo var author: Author
    @HasMany var comments: [Comment]

    static var published: Query<Post> { Post.where { $0.publishedAt != nil } }
}
