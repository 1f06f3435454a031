import AshlarHTTP
import AshlarTemplate
import HTTPTypes

/// What a visitor sees where the app has no page of its own for a status: the status, and nothing of the error.
enum PlainErrorPage {
    static func html(_ answer: HTTPError, id: String?) -> String {
        let status = answer.status
        let message = answer.message == status.phrase ? "" : "<p>\(Markup.escaping(answer.message).html)</p>"
        let reference = id.map { "<p class=\"reference\">Error \(Markup.escaping($0).html)</p>" } ?? ""
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(status.code) \(Markup.escaping(status.phrase).html)</title>
            <style>\(ErrorPageStyle.css)</style>
            </head>
            <body><div class="plain"><p class="code">\(status.code)</p>
            <p>\(Markup.escaping(status.phrase).html)</p>\(message)\(reference)</div></body>
            </html>
            """
    }
}
