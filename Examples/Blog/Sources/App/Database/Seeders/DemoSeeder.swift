import Ashlar
import Foundation

/// Something to read in an empty blog.
struct DemoSeeder: Seeder {
    func run() async throws {
        guard try await Author.count() == 0 else { return }
        let ada = try await Author.create(name: "Ada", bio: "Writes about stones and machines.").requireID()
        let grace = try await Author.create(name: "Grace").requireID()
        let granite = try await Post.create(
            title: "Granite", body: "It is hard.\nIt was liquid once, and took its time.",
            publishedAt: Date(timeIntervalSinceNow: -86_400), authorID: ada)
        _ = try await Post.create(
            title: "Slate", body: "It splits along lines that were laid down in a quiet sea.", publishedAt: Date(),
            authorID: grace)
        _ = try await Post.create(title: "Marble", body: "Not finished.", authorID: ada)
        try await Comment.create(name: "Linus", body: "Nice.", postID: granite.requireID())
    }
}
