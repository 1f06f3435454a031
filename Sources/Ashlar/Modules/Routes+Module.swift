public import AshlarHTTP
public import AshlarRouting

extension Routes {
    /// Would bring the routes of a module alone, without its views, providers and all else: a module is listed in
    /// ``Application/modules``.
    @available(*, unavailable, message: "List it in Application.modules; Blog().at(\"/news\") puts it elsewhere.")
    @discardableResult
    public func include<M: Module>(
        _ module: M, at path: String = "", name: String = "", host: String? = nil, middleware: any Middleware...
    ) -> Routes { self }
}
