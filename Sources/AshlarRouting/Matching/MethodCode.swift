import HTTPTypes

/// The methods that an app's routes name, as small numbers: comparing them takes no text.
struct MethodCodes: Sendable {
    /// The code of routes that answer all methods.
    static let all: UInt8 = 0
    /// The code of a method that no route names.
    static let unknown: UInt8 = 255
    static let get: UInt8 = 1
    static let head: UInt8 = 2

    private static let common: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
    private var methods = Self.common

    /// The code of a method, made if there is none yet.
    mutating func code(adding method: HTTPRequest.Method) -> UInt8 {
        let known = code(of: method)
        guard known == Self.unknown, methods.count < 250 else { return known }
        methods.append(method)
        return UInt8(methods.count)
    }

    /// The code of a method.
    func code(of method: HTTPRequest.Method) -> UInt8 {
        // The usual one without a loop.
        if method == .get { return Self.get }
        return methods.firstIndex(of: method).map { UInt8($0 + 1) } ?? Self.unknown
    }

    /// The method of a code; nil for those that stand for no single one.
    func method(of code: UInt8) -> HTTPRequest.Method? {
        methods.indices.contains(Int(code) - 1) ? methods[Int(code) - 1] : nil
    }
}
