import AshlarHTTP
import HTTPTypes
import NIOCore

/// How far the answer to the present request is.
struct OutgoingResponse {
    let method: HTTPRequest.Method
    let version: HTTPVersion
    /// The head, while it waits to go with the first piece of the body.
    var head: ByteBuffer?
    var framing = ResponseEncoder.Framing.none
    /// What is still to be sent of a body whose length has been announced.
    var remaining = 0
    /// Whether anything has been sent, after which no other answer is possible.
    var hasBegun = false
}
