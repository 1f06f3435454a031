package import AshlarHTTP
import HTTPTypes
package import Logging

extension Response {
    /// The answer to an error that no layer of the app has answered. An error that says which answer it is gets it; of any
    /// other the client learns nothing.
    package static func uncaught(_ error: any Error, logger: Logger) -> Response {
        if let known = (error as? any HTTPErrorConvertible)?.httpError {
            var response = Response(status: known.status, text: known.message + "\n")
            for field in known.headers { response.headers.append(field) }
            return response
        }
        if !(error is CancellationError) {
            logger.error("A responder threw instead of answering.", metadata: ["error": "\(error)"])
        }
        return Response(status: .internalServerError, text: "Internal Server Error\n")
    }
}
