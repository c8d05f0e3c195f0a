internal import Mustache

/// The files that the page is made of (decision 0036).
enum ReportTemplate {
    /// More rows than this are folded away.
    static let longTable = 40

    /// The page around the standards.
    static let page = template(PackageResources.report_mustache)
    /// One standard, in each of the places where it stands.
    static let standard = template(PackageResources.standard_mustache)
    /// The style sheet, without the line feed that ends the file.
    static let style = String(decoding: PackageResources.report_css.dropLast(), as: UTF8.self)

    private static func template(_ file: [UInt8]) -> MustacheTemplate {
        MustacheContentTypes.register(Escaping(), named: "REPORT")
        do {
            return try MustacheTemplate(string: String(decoding: file, as: UTF8.self))
        } catch {
            // It is compiled in, and a test fills it.
            preconditionFailure("a template of the report: \(error)")
        }
    }

    /// Escapes what is not ours. The library's own way goes character by character, which a month of quarter
    /// hours with all its contacts would feel.
    private struct Escaping: MustacheContentType {
        func escapeText(_ text: String) -> String {
            guard text.utf8.contains(where: { "&<>\"".utf8.contains($0) }) else { return text }
            return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
                .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
        }
    }
}
