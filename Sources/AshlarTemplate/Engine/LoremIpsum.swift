/// `lipsum(n=5, html=true, min=20, max=100)`: paragraphs without meaning, to see how a page looks.
enum LoremIpsum {
    private static let words = """
        a ac accumsan ad adipiscing aenean aliquam aliquet amet ante aptent arcu at auctor augue bibendum blandit class \
        commodo condimentum congue consectetuer consequat conubia convallis cras cubilia cum curabitur curae cursus \
        dapibus diam dictum dignissim dis dolor donec dui duis egestas eget eleifend elementum elit enim erat eros est et \
        etiam eu euismod facilisi fames faucibus felis fermentum feugiat fringilla fusce gravida habitant hendrerit \
        iaculis id imperdiet in integer interdum ipsum justo lacinia lacus laoreet lectus leo libero ligula lobortis \
        lorem luctus maecenas magna malesuada massa mattis mauris metus mi molestie mollis montes morbi nam nec neque \
        nibh nisi nisl non nulla nullam nunc odio orci ornare pede pellentesque pharetra phasellus placerat porta porttitor \
        posuere praesent pretium primis proin pulvinar purus quam quis quisque rhoncus risus rutrum sagittis sapien sed \
        sem semper senectus sit sociis sodales suscipit tellus tempor tempus tincidunt tortor tristique turpis ultrices \
        urna ut varius vel velit vestibulum vitae vivamus viverra volutpat vulputate
        """.split(separator: " ").map(String.init)

    private static let mostParagraphs = 1_000
    private static let mostWords = 10_000

    @Sendable static func make(_ arguments: TemplateArguments) throws -> TemplateValue {
        try arguments.accept("n", "html", "min", "max")
        let count = try arguments.integer(0, "n") ?? 5
        let isHTML = try arguments.flag(1, "html", default: true)
        let least = try arguments.integer(2, "min") ?? 20
        let most = try arguments.integer(3, "max") ?? 100
        guard (0...mostParagraphs).contains(count), least > 0, least < most, most <= mostWords else {
            throw Failure(
                "lipsum needs at most \(mostParagraphs) paragraphs of \(mostWords) words, and min less than max")
        }
        let paragraphs = (0..<count).map { _ in paragraph(of: Int.random(in: least..<most)) }
        if !isHTML { return .string(paragraphs.joined(separator: "\n\n")) }
        return .markup(Markup(paragraphs.map { "<p>\($0)</p>" }.joined(separator: "\n")))
    }

    private static func paragraph(of count: Int) -> String {
        var text = ""
        var untilComma = Int.random(in: 3..<8)
        var untilStop = Int.random(in: 10..<20)
        var last = ""
        for index in 0..<count {
            var word = words.randomElement() ?? "lorem"
            while word == last { word = words.randomElement() ?? "ipsum" }
            last = word
            let isFirst = index == 0 || text.hasSuffix(".")
            if !text.isEmpty { text += " " }
            text += isFirst ? word.prefix(1).uppercased() + word.dropFirst() : word
            untilComma -= 1
            untilStop -= 1
            if index == count - 1 { break }
            if untilStop <= 0 {
                text += "."
                untilStop = Int.random(in: 10..<20)
                untilComma = Int.random(in: 3..<8)
            } else if untilComma <= 0 {
                text += ","
                untilComma = Int.random(in: 3..<8)
            }
        }
        return text + "."
    }
}
