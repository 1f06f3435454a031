public import AshlarRouting
public import AshlarSession

extension Redirect {
    /// Hands a message to the next page, which shows it: `{{ session('status') }}`.
    ///
    /// ```swift
    /// return .route("posts.show", post).flash("Saved")
    /// ```
    ///
    /// - Parameters:
    ///   - message: the message.
    ///   - name: what the page finds it under.
    public func flash(_ message: String, as name: String = "status") -> Redirect {
        doing { context in try context.request.session.flash(name, message) }
    }

    /// Hands the fields of this request's form to the next page, which shows them again: `{{ old('title') }}`. Passwords
    /// and files are left out.
    public func withInput() -> Redirect {
        doing { context in
            try await context.request.session.flashInput(context.request.form().fields)
        }
    }

    /// Hands messages about the fields of a form to the next page: `{{ errors.title | first }}`.
    public func withErrors(_ errors: ErrorBag) -> Redirect {
        doing { context in try context.request.session.flashErrors(errors) }
    }
}
