import Ashlar
import Foundation

@Model
struct Author {
    var id: Int?
    var name: String
    var bio: String?
    var createdAt: Date?
    var updatedAt: Date?
    @HasMany var posts: [Post]
}
