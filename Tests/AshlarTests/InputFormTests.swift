import Ashlar
import AshlarTesting
import Foundation
import Testing

enum Colour: String, CaseIterable { case red, green }

@Input struct PaintInput {
    @Label("colour's name") @Rule(.length(2...9), .pattern("[a-z<]+")) var name: String
    @Rule(.email) var email: String?
    @Rule(.min(1), .max(5)) var coats: Int = 2
    var colour: Colour = .green
    var others: [Colour] = []
    var isMatt: Bool = false
    @Rule(.maxLength(1000)) var notes: String?
    var password: String?
    var day: Date?
    var place: PaintPlace?
    @Rule(.image) var sample: UploadedFile?
    var tags: [String] = []
}

@Input struct PaintPlace {
    var room: String
    var note: String?
}

@Input struct TinInput {
    @Rule(.places(2)) var price: Decimal
    @Rule(.places(0)) var coats: Decimal
    @Rule(.multipleOf(5)) var layers: Int
    var weight: Double
    @Rule(.required) var place: PaintPlace?
}

@Input struct LampInput { var colour: Colour }

@Controller struct PaintController {
    func form(request: Request) -> View {
        let values: SentValue = ["name": "a\"b", "isMatt": true, "place": ["room": "hall"], "tags": ["x"]]
        return View("paint", ["form": InputForm(PaintInput.self, values: values, for: request)])
    }
    func store(input: PaintInput) -> NoContent { NoContent() }
}

/// The form of an input, in a template.
@Suite struct InputFormTests {
    @Test(arguments: [
        ([:] as SentValue, #"<option value=""></option><option value="red">red</option><option value="green">"#),
        (
            ["colour": "mauve"] as SentValue,
            #"<option value=""></option><option value="red">red</option><option value="green">"#
        ),
        (
            ["colour": "green"] as SentValue,
            #"required><option value="red">red</option><option value="green" selected>"#
        ),
    ])
    func `of a choice that is required nothing is chosen until somebody does`(
        values: SentValue, options: String
    ) async throws {
        let folder = try AppFolder(["views/lamp.html": "{{ form.colour.input }}"])
        let app = RoutesOnly { routes in
            routes.group(middleware: .web) {
                $0.get("/") { View("lamp", ["form": InputForm(LampInput.self, values: values, for: $0)]) }
            }
        }
        try await withKernel(app, in: folder, ["APP_KEY": AppKey.random().base64]) { kernel async throws in
            let text = try await kernel.send(.get, "/").text
            #expect(text.contains(options), "\(text)")
        }
    }

    @Test func `numbers step as their rules say, and what is in an input that has to be sent is required`() async throws
    {
        let folder = try AppFolder([
            "views/tin.html":
                "{% for field in form.fields %}{{ field }}{% endfor %}"
        ])
        let app = RoutesOnly { routes in
            routes.group(middleware: .web) { $0.get("/") { View("tin", ["form": InputForm(TinInput.self, for: $0)]) } }
        }
        try await withKernel(app, in: folder, ["APP_KEY": AppKey.random().base64]) { kernel async throws in
            let text = try await kernel.send(.get, "/").text
            #expect(
                text.matches(of: /step="([^"]*)"/).map { String($0.1) } == ["0.01", "1", "5", "any"], "\(text)")
            #expect(text.contains(#"name="place[room]" required"#), "\(text)")
        }
    }

    @Test func `fields have labels, the rules' attributes, what was typed and what is wrong`() async throws {
        let folder = try AppFolder([
            "views/paint.html": """
            {{ form.name }}
            {{ form.email.input }}
            {{ form.coats.input }}
            {{ form.colour.input }}
            {{ form.others.input }}
            {{ form.isMatt }}
            {{ form.notes.input }}
            {{ form.password.input }}
            {{ form.day.input }}
            {{ form.place }}
            {{ form.place.room.value }}
            {{ form.sample.input }} {{ form.enctype }}
            {{ form.tags.input }}
            """
        ])
        let app = RoutesOnly { routes in
            routes.group(middleware: .web) {
                $0.get("/paint", PaintController.form)
                $0.post("/paint", PaintController.store)
            }
        }
        let key = Data((0..<32).map { _ in UInt8.random(in: 0...255) }).base64EncodedString()
        try await withKernel(app, in: folder, ["APP_KEY": key]) { kernel async throws in
            let visitor = TestApp(kernel: kernel)
            #expect(
                try await visitor.get("/paint").text == """
                    <div class="field"><label for="field-name">Colour&#39;s name</label><input type="text" id="field-name" name="name" minlength="2" maxlength="9" pattern="[a-z&lt;]+" required value="a&#34;b"></div>
                    <input type="email" id="field-email" name="email" value="">
                    <input type="number" id="field-coats" name="coats" min="1" max="5" value="2">
                    <select id="field-colour" name="colour"><option value=""></option><option value="red">red</option><option value="green" selected>green</option></select>
                    <select id="field-others" name="others[]" multiple><option value="red">red</option><option value="green">green</option></select>
                    <div class="field"><input type="checkbox" value="1" id="field-isMatt" name="isMatt" checked><label for="field-isMatt">Is matt</label></div>
                    <textarea id="field-notes" name="notes" maxlength="1000"></textarea>
                    <input type="password" id="field-password" name="password">
                    <input type="date" id="field-day" name="day" value="">
                    <fieldset><legend>Place</legend><div class="field"><label for="field-place-room">Room</label><input type="text" id="field-place-room" name="place[room]" value="hall"></div>
                    <div class="field"><label for="field-place-note">Note</label><input type="text" id="field-place-note" name="place[note]" value=""></div></fieldset>
                    hall
                    <input type="file" id="field-sample" name="sample" accept="image/*"> multipart/form-data
                    <input type="text" id="field-tags" name="tags[]" value="x"><input type="text" name="tags[]" aria-label="Tags" value="">
                    """)
            try await visitor.with(.referer, "http://localhost/paint").post(
                "/paint",
                form: ["name": "<", "place[room]": "", "place[note]": "x", "password": "sesame", "tags[]": "y"]
            ).assertRedirect(toPath: "/paint")
            let page = try await visitor.get("/paint").text
            #expect(
                page.contains(
                    #"required aria-invalid="true" aria-describedby="field-name-error" value="&lt;"><p class="error" id="field-name-error">The colour&#39;s name must have 2 to 9 characters.</p>"#
                ))
            #expect(page.contains(#"id="field-place-room-error">The room is required.</p>"#))
            #expect(
                page.contains(#"name="tags[]" value="y">"#) && !page.contains("sesame") && !page.contains("checked"))
        }
    }
}
