import AshlarPostgres
import Testing

@Suite struct SQLTests {
    @Test("interpolated values become numbered placeholders, and their types are sent")
    func bindsValues() {
        let sql: SQL = "select * from posts where id = \(7) and title = \("x") and views > \(Int32(3))"
        let (text, bindings) = sql.render()
        #expect(text == "select * from posts where id = $1 and title = $2 and views > $3")
        #expect(bindings.map(\.type) == [.int8, .text, .int4])
        #expect(bindings.map(\.bytes) == [[0, 0, 0, 0, 0, 0, 0, 7], Array("x".utf8), [0, 0, 0, 3]])
    }

    @Test("the text depends on the shape alone")
    func oneShapeOneText() {
        func find(_ id: Int?) -> SQL { "select 1 where \(id) is not null" }
        #expect(find(1).render().text == find(nil).render().text)
    }

    @Test("a nil Optional binds NULL of its type")
    func bindsNull() {
        let (text, bindings) = SQL("select \(nil as String?), \(nil as [Int]?)").render()
        #expect(text == "select $1, $2")
        #expect(bindings.map(\.type) == [.text, .int8Array])
        #expect(bindings.allSatisfy { $0.bytes == nil })
    }

    @Test("pieces nest, and their values are numbered as they come")
    func nests() {
        let condition: SQL = "a = \(1) or b = \(2)"
        let sql: SQL = "select \(0) where (\(condition)) and c = \(3)"
        #expect(sql.render().text == "select $1 where (a = $2 or b = $3) and c = $4")
        #expect(sql.render().bindings.count == 4)
    }

    @Test(
        "identifiers are quoted",
        arguments: [
            ("posts", #""posts""#), ("Weird Name", #""Weird Name""#), (#"a"b"#, #""a""b""#),
            (#"x"; drop table users; --"#, #""x""; drop table users; --""#), ("a\0b", #""ab""#),
        ])
    func quotesIdentifiers(name: String, quoted: String) {
        #expect(SQL("\(identifier: name)").render().text == quoted)
        #expect(SQL.identifier(name).render().text == quoted)
    }

    @Test("an attack in a value stays a value")
    func doesNotInject() {
        let name = "'; drop table users; --"
        #expect(SQL("select * from users where name = \(name)").render().text == "select * from users where name = $1")
    }

    @Test("raw text is only inserted where it says unsafe")
    func unsafeText() {
        #expect(SQL("order by \(unsafe: "id desc")").render().text == "order by id desc")
        #expect(SQL(unsafe: "now()").render().text == "now()")
    }

    @Test("pieces are joined and added")
    func joins() {
        let parts: [SQL] = ["a = \(1)", "b = \(2)", "c"]
        #expect(parts.joined(separator: " and ").render().text == "a = $1 and b = $2 and c")
        #expect([SQL]().joined(separator: ", ").isEmpty)
        var sql: SQL = "select "
        sql.append("\(1)")
        #expect((sql + ", \(2)").description == "select $1, $2")
        #expect(SQL().isEmpty && SQL(unsafe: "").isEmpty && !sql.isEmpty)
    }
}
