import NIOCore

/// Sends bytes and reads until the server closes.
package func exchange(_ port: Int, _ request: String) async throws -> String {
    try await RawClient.connect(port).talk { reader, writer in
        try await writer.write(ByteBuffer(string: request))
        return await reader.rest()
    }
}

/// The same, through a Unix socket.
package func exchange(socket path: String, _ request: String) async throws -> String {
    try await RawClient.connect(SocketAddress(unixDomainSocketPath: path)).talk { reader, writer in
        try await writer.write(ByteBuffer(string: request))
        return await reader.rest()
    }
}
