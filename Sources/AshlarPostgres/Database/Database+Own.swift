extension Database {
    /// Sends a statement of the driver's own on a lease's connection, for whose answer nobody waits.
    func post(tidying text: String, on token: LeaseToken, _ site: CallSite) {
        let statement = Statement(
            id: inbox.newRequest(), form: .unprepared, text: text, bindings: [], mustEndOutsideTransaction: false,
            lease: token, location: site, continuation: nil)
        _ = inbox.post(.statement(statement))
    }
}
