/// Says that an action's parameter is sent as a header field: `@Header("X-Api-Key") key: String`. Without a name it is the
/// parameter's: `userAgent` is `User-Agent`.
@attached(peer)
public macro Header(_ name: String? = nil) = #externalMacro(module: "AshlarMacros", type: "ParameterMacro")

/// Says that an action's parameter is sent as a cookie: `@Cookie theme: String = "light"`.
@attached(peer)
public macro Cookie(_ name: String? = nil) = #externalMacro(module: "AshlarMacros", type: "ParameterMacro")

/// Says that an action's parameter is one field of the body, be it a form or JSON: `@FormField photo: UploadedFile`.
@attached(peer)
public macro FormField(_ name: String? = nil) = #externalMacro(module: "AshlarMacros", type: "ParameterMacro")
