internal import Measures

/// A page while it is written; whatever is not ours is escaped.
struct HTMLText {
    private(set) var text = ""

    /// Markup of ours.
    mutating func raw(_ markup: String) { text += markup }

    /// Text.
    mutating func text(_ words: String) { text += Self.escaped(words) }

    /// An element of text.
    mutating func element(_ name: String, _ words: String, class style: String? = nil) {
        let style = style.map { " class=\"\($0)\"" } ?? ""
        text += "<\(name)\(style)>\(Self.escaped(words))</\(name)>"
    }

    /// The contacts behind a figure, folded away; nothing when there are none.
    mutating func list(_ words: String, _ subjects: [Subject]) {
        guard !subjects.isEmpty else { return }
        text += "<details class=\"ids\"><summary>\(subjects.count) \(words)</summary><p>"
        text += Self.escaped(subjects.map(\.description).joined(separator: " "))
        text += "</p></details>"
    }

    /// `words` as markup shows them.
    static func escaped(_ words: String) -> String {
        guard words.utf8.contains(where: { "&<>\"".utf8.contains($0) }) else { return words }
        return words.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}
