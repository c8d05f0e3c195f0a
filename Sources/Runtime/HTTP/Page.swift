import Crypto
import Foundation
import HTTPTypes
public import Hummingbird
import Mustache

/// A page that is complete in itself and may load and run nothing else.
///
/// The policy names the digests of its own style and script, so that nothing injected into it runs.
public struct Page: Sendable {
    private let bytes: [UInt8]
    private let policy: String

    /// Makes a page of its files; `html` is a template with places for `style` and `script`.
    public init(html: [UInt8], style: [UInt8], script: [UInt8]) {
        let (style, script) = (Self.text(style), Self.text(script))
        do {
            let template = try MustacheTemplate(string: String(decoding: html, as: UTF8.self))
            bytes = [UInt8](template.render(["style": style, "script": script]).utf8)
        } catch {
            // It is compiled in, and a test serves it.
            preconditionFailure("a page is a template: \(error)")
        }
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

    /// A file's text without the line feed that ends it.
    private static func text(_ file: [UInt8]) -> String {
        String(decoding: file.last == UInt8(ascii: "\n") ? file.dropLast() : file[...], as: UTF8.self)
    }

    private static func source(_ text: String) -> String {
        "'sha256-\(Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString())'"
    }
}
