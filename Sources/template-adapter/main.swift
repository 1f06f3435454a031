import AshlarTemplate

// Speaks the protocol of the Jinja conformance cases: one JSON case a line in, one JSON answer a line out.
while let line = readLine(strippingNewline: true) {
    guard case .dictionary(let input)? = try? JSONReader.read(line) else { continue }
    print(ConformanceCase(input).answer().json)
}
