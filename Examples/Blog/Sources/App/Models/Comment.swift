import Ashlar
import Foundation

@Model
struct Comment {
    var id: Int?
    var name: String
    var body: String
    var createdAt: Date?
    var updatedAt: Date?
    @BelongsTo var post: Post
}
