// One `import Ashlar` is all that an app needs.
@_exported public import protocol ArgumentParser.ParsableCommand
@_exported public import struct ArgumentParser.CommandConfiguration
@_exported public import struct ArgumentParser.Flag
@_exported public import struct ArgumentParser.Option
@_exported public import struct ArgumentParser.OptionGroup
@_exported public import AshlarConfig
@_exported public import AshlarContainer
@_exported public import AshlarFiles
@_exported public import AshlarGateway
@_exported public import AshlarHTTP
@_exported public import AshlarMiddleware
@_exported public import AshlarORM
@_exported public import AshlarPostgres
@_exported public import AshlarRouting
@_exported public import AshlarSecurity
@_exported public import AshlarServer
@_exported public import AshlarSession
@_exported public import AshlarSupport
@_exported public import AshlarTemplate
@_exported public import AshlarTerminal
@_exported public import AshlarValidation
@_exported public import HTTPTypes
@_exported public import Logging
@_exported public import struct NIOCore.ByteBuffer
