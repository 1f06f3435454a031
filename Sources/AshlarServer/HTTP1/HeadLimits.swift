/// How large the parts of a request's head may be.
package struct HeadLimits: Sendable {
    package var targetBytes: Int
    package var headerBytes: Int
    package var fields: Int

    package init(targetBytes: Int, headerBytes: Int, fields: Int) {
        self.targetBytes = targetBytes
        self.headerBytes = headerBytes
        self.fields = fields
    }
}
