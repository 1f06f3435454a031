import AshlarSupport
import Testing

@Suite struct SourceLocationTests {
    @Test func `a place in a script is shown without the module that was made of it`() {
        #expect("\(AshlarSupport.SourceLocation(file: "App/Shelf.swift", line: 3, column: 9))" == "App/Shelf.swift:3:9")
        #expect("\(AshlarSupport.SourceLocation(file: "Script__home_ada_a_swift/a.swift", line: 16))" == "a.swift:16")
        #expect("\(AshlarSupport.SourceLocation(file: "Script__none", line: 1))" == "Script__none:1")
    }
}
