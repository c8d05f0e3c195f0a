/// What serves a standard of the register, and the test that shows it.
///
/// The rows of `served.txt` are written by hand on purpose: "served" is a claim, and whoever makes it names
/// the witness, a test that feeds one passing and one failing case through the code that serves it and sees
/// the answer flip. A style test holds that each id is named by a test and that each witness is there.
public struct StandardService: Hashable, Sendable {
    /// The standard.
    public var id: Standard.ID
    /// Whether it is served.
    public var state: State

    /// Whether a standard is served.
    public enum State: Hashable, Sendable {
        /// Nothing shows yet that it is.
        case notYet
        /// By what, and which test shows it: `Suite/function`.
        case served(by: String, witness: String)
    }

    /// Every standard, in the register's order: those of the operations manual (chapter 1 section 3), then
    /// those of the operational brief.
    public static let all: [StandardService] =
        String(decoding: PackageResources.served_txt, as: UTF8.self).split(separator: "\n").map(row)

    /// How `id` is served; nil for an unknown id.
    public static func service(of id: Standard.ID) -> StandardService? {
        all.first { $0.id == id }
    }
}
