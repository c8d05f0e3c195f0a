/// What comments, texts and pages may cite: pages of this repository with their sections, decisions by
/// number, and readings of the register.
///
/// Whoever follows a reference finds what is meant, or a test says so.
struct ReferenceRule {
    /// Pages of the time when the contract lay outside the repository, and what to cite instead.
    static let retired = [
        "ARCHITECTURE": "architecture" + ".md#SECTION",
        "STYLE": "style" + ".md#SECTION",
        "CLI": "cli" + ".md#SECTION",
        "FAULTS": "working-here" + ".md#faults",
        "LINKS": "architecture" + ".md#sockets-and-files",
        "AUDIT-LOG": "architecture" + ".md#the-audit-log",
        "POLICY": "routing-policy" + ".md#SECTION",
        "TRACE": "cli" + ".md#trace-format",
        "CONVENTIONS": "standards" + ".md#business-time or #erlang",
        "FEATURES": "`reading A..` of the register, or a standard's id",
    ]

    /// What stands behind the name of a retired page when it is cited.
    private static let follows = ["section", "part", "format", "rule"]

    /// The headings of each page as anchors, by the page's path from the root.
    private let anchors: [String: Set<String>]
    /// The numbers of the decision pages.
    private let decisions: Set<String>
    /// The numbers of the register's readings.
    private let readings: Set<String>

    /// The rule over the pages among `files`, and the readings of `register`.
    init(pages: [(path: String, text: String)], register: String) {
        anchors = Dictionary(pages.map { ($0.path, Self.anchors(of: $0.text)) }) { first, _ in first }
        decisions = Set(pages.compactMap { Self.decision($0.path) })
        let marked = register.split(separator: "\n").filter { $0.hasPrefix("  - number: A") }
        readings = Set(marked.map { String($0.dropFirst("  - number: ".count)) })
    }

    /// `0014` of `ops/decisions/0014-roll-call.md`.
    static func decision(_ path: String) -> String? {
        guard path.hasPrefix("ops/decisions/") else { return nil }
        return String(path.dropFirst("ops/decisions/".count).prefix(4))
    }

    /// References of one file that lead nowhere.
    func violations(in path: String, _ lines: [String]) -> [Violation] {
        lines.enumerated().flatMap { index, line in
            faults(of: line, in: path).map { Violation(path: path, line: index + 1, text: $0) }
        }
    }

    private func faults(of line: String, in path: String) -> [String] {
        let words = line.split { !$0.isReferenceLetter }.map { word in
            String(word.drop { $0 == "/" || $0 == "." }.reversed().drop { $0 == "." }.reversed())
        }
        var faults: [String] = []
        for (place, word) in words.enumerated() {
            if let fault = pageFault(word, in: path) { faults.append(fault) }
            let next = place + 1 < words.count ? words[place + 1] : ""
            if let instead = Self.retired[word], Self.isCited(before: next) {
                faults.append("\(word) is not in this repository; cite \(instead)")
            }
            if word.lowercased() == "decision" || word == "decisions", next.isNumber(digits: 4),
                !decisions.contains(next)
            {
                faults.append("there is no decision \(next)")
            }
            if word == "reading" || word == "readings", next.isReading, !readings.contains(next) {
                faults.append("the register has no reading \(next)")
            }
        }
        return faults
    }

    /// `section 4`, `part 1`, `A51`, `3.17`: what makes a word in capitals the name of a page.
    private static func isCited(before next: String) -> Bool {
        follows.contains(next) || next.first?.isNumber == true || next.isReading
    }

    private func pageFault(_ word: String, in path: String) -> String? {
        let parts = word.split(separator: "#", maxSplits: 1)
        guard let name = parts.first, name.hasSuffix(".md") else { return nil }
        if let stem = Self.retired[String(name.dropLast(3))] {
            return "\(name) is not in this repository; cite \(stem)"
        }
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        let places = ["", ".", folder + "/", "ops/handbook/", "ops/decisions/", "ops/"]
        guard let page = places.map({ $0 + name }).first(where: { anchors[$0] != nil }) else {
            return "there is no page \(name)"
        }
        guard parts.count > 1 else { return nil }
        if anchors[page]?.contains(String(parts[1])) == true { return nil }
        return "\(page) has no section #\(parts[1])"
    }

    /// The headings of a page as a browser of repositories links them: small letters, digits and hyphens.
    static func anchors(of text: String) -> Set<String> {
        var fenced = false
        var found: Set<String> = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("```") { fenced.toggle() }
            guard !fenced, line.hasPrefix("#") else { continue }
            let title = line.drop { $0 == "#" }.drop { $0 == " " }.lowercased()
            let letters = title.map { $0 == " " ? "-" : $0 }
            found.insert(String(letters.filter { $0 == "-" || $0 == "_" || $0.isLetter || $0.isNumber }))
        }
        return found
    }

    /// Files that a page of the handbook names and that are not there.
    ///
    /// A name between backquotes is a file when it has a slash and a known ending. It may begin at the root,
    /// in `Sources` or in `Tests`; `X+*.swift` and names with blanks are left alone.
    /// - Parameters:
    ///   - path: The page.
    ///   - lines: Its lines.
    ///   - exists: Whether there is a file with a path from the root.
    /// - Returns: A violation for each name.
    static func lostFiles(in path: String, _ lines: [String], exists: (String) -> Bool) -> [Violation] {
        lines.enumerated().flatMap { index, line in
            line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                .filter { $0.offset % 2 == 1 }.map { String($0.element) }
                .filter { isFile($0) && !exists($0) && !exists("Sources/" + $0) && !exists("Tests/" + $0) }
                .map { Violation(path: path, line: index + 1, text: "there is no file \($0)") }
        }
    }

    private static func isFile(_ name: String) -> Bool {
        let endings = [".swift", ".yaml", ".proto", ".py", ".html", ".css", ".js", ".mustache"]
        return name.contains("/") && !name.contains("*") && !name.contains(" ") && !name.contains("<")
            && endings.contains { name.hasSuffix($0) }
    }
}

extension Character {
    /// True for what the name of a page, a folder or a section is made of.
    fileprivate var isReferenceLetter: Bool {
        isLetter || isNumber || self == "." || self == "/" || self == "-" || self == "_" || self == "#"
    }
}

extension StringProtocol {
    /// True when it is `digits` digits and nothing else.
    fileprivate func isNumber(digits: Int) -> Bool { count == digits && allSatisfy(\.isNumber) }

    /// True for `A51`, the number of a reading.
    fileprivate var isReading: Bool { first == "A" && dropFirst().isNumber(digits: 2) }
}
