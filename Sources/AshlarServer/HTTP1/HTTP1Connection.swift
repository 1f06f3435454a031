import HummingbirdCore
package import Logging
package import NIOCore

/// HTTP/1.1 on an accepted connection, in the form in which HummingbirdCore's server takes it.
package struct HTTP1Connection: ServerChildChannel {
    /// A connection that has been set up.
    package struct Value: ServerChildChannelValue {
        package let channel: any Channel
    }

    package let settings: HTTP1Settings
    package let loops: LoopContexts

    package func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(
                HTTP1Handler(settings: settings, loop: loops.context(of: channel.eventLoop)))
            return Value(channel: channel)
        }
    }

    package func handle(value: Value, logger: Logger) async {
        await withTaskCancellationHandler {
            try? await value.channel.closeFuture.get()
        } onCancel: {
            value.channel.close(promise: nil)
        }
    }
}

/// The contexts of a group's event loops.
package struct LoopContexts: Sendable {
    private let contexts: [ObjectIdentifier: LoopContext]

    init(group: any EventLoopGroup) {
        contexts = Dictionary(
            group.makeIterator().map { (ObjectIdentifier($0), LoopContext(loop: $0)) },
            uniquingKeysWith: { one, _ in one })
    }

    package func context(of loop: any EventLoop) -> LoopContext {
        contexts[ObjectIdentifier(loop)] ?? LoopContext(loop: loop)
    }
}
