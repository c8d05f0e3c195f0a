import Crypto
import Foundation
import HTTPTypes
public import Hummingbird

/// A page that is complete in itself and may load and run nothing else.
///
/// The policy names the digests of its own style and script, so that nothing injected into it runs.
public struct Page: Sendable {
    private let bytes: [UInt8]
    private let policy: String

    /// Makes a page; `body` is markup, `style` and `script` are what goes into the elements of those names.
    public init(title: String, style: String, body: String, script: String) {
        let html = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title)</title>
            <style>\(style)</style>
            </head>
            <body>
            \(body)
            <script>\(script)</script>
            </body>
            </html>

            """
        bytes = [UInt8](html.utf8)
        policy =
            "default-src 'none'; script-src \(Self.source(script)); style-src \(Self.source(style)); "
            + "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    }

    /// The answer that carries it.
    public var response: Response {
        var response = Response.text(bytes, type: "text/html; charset=utf-8")
        response.headers[.contentSecurityPolicy] = policy
        if let name = HTTPField.Name("Referrer-Policy") { response.headers[name] = "no-referrer" }
        return response
    }

    private static func source(_ text: String) -> String {
        "'sha256-\(Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString())'"
    }
}
