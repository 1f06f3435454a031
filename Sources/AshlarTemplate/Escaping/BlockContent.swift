/// What a block prints, as far as it has to be escaped for its place.
struct BlockContent: Sendable {
    /// Where in the page the block stands, as far as its template tells.
    let position: HTMLPosition
    /// Whether it prints values.
    let hasOutputs: Bool
    /// Whether it has includes or components, which print what they like.
    let hasEmbedded: Bool
    /// The scripts and style sheets that it includes as if they were text.
    let files: [HTMLPosition.Element]

    /// Whether it is escaped for where another template has the block, which is no text.
    func fits(_ place: HTMLPosition) -> Bool {
        if hasOutputs || hasEmbedded, position != place { return false }
        return files.allSatisfy { place.place == .content && place.element == $0 }
    }
}
