import AshlarHTTP
import Testing

@Suite struct SubdomainTests {
    @Test(arguments: [
        ("tenant.example.com", "tenant"), ("A.b.Example.com:81", "a.b"), ("example.com", nil), ("localhost", nil),
        ("10.0.0.1", nil), ("[::1]:80", nil), (nil, nil),
    ])
    func `what stands before the last two labels`(authority: String?, expected: String?) {
        #expect(Request(target: "/", authority: authority).subdomain() == expected)
    }

    @Test(arguments: [
        ("tenant.example.co.uk", "tenant"), ("example.co.uk", nil), ("tenant.example.com", nil),
        ("notexample.co.uk", nil), (".example.co.uk", nil),
    ])
    func `what stands before a domain that is named`(authority: String, expected: String?) {
        #expect(Request(target: "/", authority: authority).subdomain(of: "Example.co.uk") == expected)
    }
}
