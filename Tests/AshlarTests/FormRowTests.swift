import Ashlar
import AshlarTesting
import Foundation
import Testing

@Input struct BasketInput {
    var name: String
    @Rule(.count(1...4), .distinct(\BasketLine.product)) var lines: [BasketLine]
    @Rule(.prohibited) var old: String?
}

@Input struct BasketLine {
    @Rule(.length(2...9)) var product: String
    @Rule(.between(1...9)) var amount: Int
    var isGift: Bool = false
}

/// An input that has several of itself.
@Input struct RemarkInput {
    @Rule(.length(1...9)) var text: String
    var replies: [RemarkInput] = []
}

/// A record with others in it.
struct StoredBasket: MemberReadable {
    struct Line: MemberReadable {
        let product: String
        let amount: Int
        static let memberNames = ["product", "amount"]
        func member(named name: String) throws -> any Sendable {
            switch name {
            case "product": product
            case "amount": amount
            default: throw MemberError.unknown
            }
        }
    }

    static let memberNames = ["name", "lines"]
    func member(named name: String) throws -> any Sendable {
        switch name {
        case "name": "Ada's"
        case "lines": [Line(product: "ink", amount: 2), Line(product: "pen", amount: 1)]
        default: throw MemberError.unknown
        }
    }
}

@Controller struct BasketRowController {
    func new(request: Request) -> View { View("basket", ["form": InputForm(BasketInput.self, for: request)]) }
    func edit(request: Request) -> View {
        View("basket", ["form": InputForm(BasketInput.self, editing: StoredBasket(), for: request)])
    }
    func rows(request: Request) -> View {
        View("rows", ["form": InputForm(BasketInput.self, editing: StoredBasket(), for: request)])
    }
    func remark(request: Request) -> View {
        View("remark", ["form": InputForm(RemarkInput.self, for: request)])
    }
    func store(input: BasketInput) -> String {
        input.lines.map { "\($0.product) \($0.amount) \($0.isGift)" }.joined(separator: ", ")
    }
}

/// Several inputs in one form.
@Suite struct FormRowTests {
    private func withVisitor(_ body: (TestApp) async throws -> Void) async throws {
        let folder = try AppFolder([
            "views/basket.html": "{{ form }}",
            "views/rows.html": """
            {% for line in form.lines(blank=0).rows %}{{ line.index }}:{{ line.title }}:{{ line.product.input }}{% endfor %}
            {{ form.lines.template }}
            """,
            "views/remark.html":
                "{{ form }}#{% for reply in form.replies.rows %}{{ reply.replies(blank=2).input }}{% endfor %}",
        ])
        let app = RoutesOnly { routes in
            routes.group(middleware: .web) {
                $0.get("/basket", BasketRowController.new)
                $0.get("/basket/edit", BasketRowController.edit)
                $0.get("/basket/rows", BasketRowController.rows)
                $0.get("/remark", BasketRowController.remark)
                $0.post("/basket", BasketRowController.store)
            }
        }
        let key = Data((0..<32).map { _ in UInt8.random(in: 0...255) }).base64EncodedString()
        try await withKernel(app, in: folder, ["APP_KEY": key]) { kernel async throws in
            try await body(TestApp(kernel: kernel))
        }
    }

    @Test func `an empty form has an empty row, which need not be filled in`() async throws {
        try await withVisitor { visitor async throws in
            #expect(
                try await visitor.get("/basket").text == """
                    <div class="field"><label for="field-name">Name</label><input type="text" id="field-name" name="name" required value=""></div>
                    <fieldset><legend>Lines</legend><fieldset><legend>Lines 1</legend><div class="field"><label for="field-lines-0-product">Product</label><input type="text" id="field-lines-0-product" name="lines[0][product]" minlength="2" maxlength="9" value=""></div>
                    <div class="field"><label for="field-lines-0-amount">Amount</label><input type="number" id="field-lines-0-amount" name="lines[0][amount]" min="1" max="9" value=""></div>
                    <div class="field"><input type="checkbox" value="1" id="field-lines-0-isGift" name="lines[0][isGift]"><label for="field-lines-0-isGift">Is gift</label></div></fieldset></fieldset>
                    """)
        }
    }

    @Test func `an empty row has empty rows of its own where the template asks for them, so that a form ends`()
        async throws
    {
        try await withVisitor { visitor async throws in
            let parts = try await visitor.get("/remark").text.split(separator: "#")
            try #require(parts.count == 2)
            #expect(parts[0].contains(#"name="replies[0][text]""#))
            #expect(!parts[0].contains("replies[0][replies]"))
            #expect(parts[1].contains(#"name="replies[0][replies][0][text]""#))
            #expect(parts[1].contains(#"name="replies[0][replies][1][text]""#))
            #expect(!parts[1].contains("[2]") && !parts[1].contains("[replies][0][replies]"))
        }
    }

    @Test func `a record's rows are there, and a template for more`() async throws {
        try await withVisitor { visitor async throws in
            let page = try await visitor.get("/basket/edit").text
            #expect(page.contains(#"name="lines[1][product]" minlength="2" maxlength="9" required value="pen">"#))
            #expect(page.contains(#"name="lines[2][product]" minlength="2" maxlength="9" value="">"#))
            #expect(!page.contains("lines[3]"))
            let rows = try await visitor.get("/basket/rows").text
            #expect(
                rows.hasPrefix(
                    #"0:Lines 1:<input type="text" id="field-lines-0-product" name="lines[0][product]" minlength="2" maxlength="9" required value="ink">1:Lines 2:"#
                ))
            #expect(
                rows.contains(
                    #"<template data-rows="lines" data-next="3"><fieldset><legend>Lines</legend><div class="field"><label for="field-lines-__index__-product">"#
                ))
        }
    }

    @Test func `rows come as a list, without those that were left blank or taken out`() async throws {
        try await withVisitor { visitor async throws in
            let form: KeyValuePairs<String, String> = [
                "name": "a", "lines[0][product]": "ink", "lines[0][amount]": "2", "lines[0][isGift]": "1",
                "lines[2][product]": "pen", "lines[2][amount]": "1", "lines[5][product]": "", "lines[5][amount]": "",
            ]
            #expect(try await visitor.post("/basket", form: form).text == "ink 2 true, pen 1 false")
        }
    }

    @Test func `what is wrong and what was typed is told at its row`() async throws {
        try await withVisitor { visitor async throws in
            let browser = visitor.with(.referer, "http://localhost/basket")
            let form: KeyValuePairs<String, String> = [
                "name": "a", "lines[0][product]": "", "lines[0][amount]": "", "lines[1][product]": "i",
                "lines[1][amount]": "2", "lines[3][product]": "pen", "lines[3][amount]": "12",
            ]
            try await browser.post("/basket", form: form).assertRedirect(toPath: "/basket")
            let page = try await visitor.get("/basket").text
            #expect(
                page.contains(
                    #"name="lines[1][product]" minlength="2" maxlength="9" required aria-invalid="true" aria-describedby="field-lines-1-product-error" value="i"><p class="error" id="field-lines-1-product-error">The product must have 2 to 9 characters.</p>"#
                ))
            #expect(page.contains(#"value="12"><p class="error" id="field-lines-3-amount-error">"#))
            #expect(page.contains("<legend>Lines 2</legend>") && page.contains(#"name="lines[4][product]""#))
            #expect(!page.contains("lines[0]"))
            try await browser.post(
                "/basket",
                form: [
                    "name": "a", "lines[0][product]": "ink", "lines[0][amount]": "1", "lines[7][product]": "ink",
                    "lines[7][amount]": "1",
                ]
            ).assertRedirect(toPath: "/basket")
            let twice = try await visitor.get("/basket").text
            #expect(
                twice.contains(
                    #"<fieldset aria-describedby="field-lines-7-error"><legend>Lines 2</legend>"#))
            #expect(
                twice.contains(
                    #"<p class="error" id="field-lines-7-error">The lines must not have the same product twice.</p></fieldset>"#
                ))
        }
    }
}
