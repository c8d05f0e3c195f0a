import Foundation

/// A part of a handbook page that a test draws from the code, so that the page cannot say anything else.
///
/// It stands between `<!-- drawn: NAME -->` and `<!-- end: NAME -->`. A page that says something else fails
/// the test; with `TIERLINE_REWRITE=1` in the environment the test writes the page instead.
public struct DrawnPart: Sendable {
    /// What the part is called in its marks.
    private let name: String
    private let page: URL

    /// The part `name` of `page`, a file of `ops/handbook`.
    public init(_ name: String, of page: String) {
        self.name = name
        self.page = Repository.root.appendingPathComponent("ops/handbook").appendingPathComponent(page)
    }

    /// Holds the page against `text`, or writes `text` into it when that was asked for.
    ///
    /// - Parameter text: What has to stand between the marks, without the line breaks at its ends.
    /// - Throws: ``Stale`` when the page says something else or has no such marks, or an error of Foundation
    ///   when it cannot be read or written.
    public func hold(against text: String) throws {
        let whole = try String(contentsOf: page, encoding: .utf8)
        guard let drawn = Self.replacing(part: name, of: whole, with: text) else {
            throw Stale("\(page.lastPathComponent) has no marks drawn: \(name) and end: \(name)")
        }
        if drawn == whole { return }
        guard ProcessInfo.processInfo.environment["TIERLINE_REWRITE"] == "1" else {
            throw Stale(
                """
                the part \(name) of \(page.lastPathComponent) is not what the code does; look at why it \
                changed, then run this test again with TIERLINE_REWRITE=1 and commit the page
                """)
        }
        try drawn.write(to: page, atomically: true, encoding: .utf8)
    }

    /// Why a page is not what the code does, and how to mend it.
    public struct Stale: Error, CustomStringConvertible {
        /// One line for a person.
        public let description: String

        init(_ description: String) { self.description = description }
    }

    /// `page` with `text` between the marks of `part`; nil when it has not both marks in their order.
    static func replacing(part: String, of page: String, with text: String) -> String? {
        guard let begin = page.range(of: "<!-- drawn: \(part) -->\n"),
            let end = page.range(of: "<!-- end: \(part) -->", range: begin.upperBound..<page.endIndex)
        else { return nil }
        return page[..<begin.upperBound] + "\n" + text + "\n\n" + page[end.lowerBound...]
    }
}
