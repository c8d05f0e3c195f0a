/// What serves a standard of the register, and the test that shows it.
///
/// Written by hand on purpose: "served" is a claim, and whoever makes it names the witness, a test that
/// feeds one passing and one failing case through the code that serves it and sees the answer flip. A style
/// test holds that each id is named by a test and that each witness is there.
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

    /// Every standard, in the register's order.
    public static let all: [StandardService] = manual + brief

    /// How `id` is served; nil for an unknown id.
    public static func service(of id: Standard.ID) -> StandardService? {
        all.first { $0.id == id }
    }

    static func notYet(_ id: Standard.ID) -> StandardService {
        StandardService(id: id, state: .notYet)
    }

    static func served(_ id: Standard.ID, by: String, witness: String) -> StandardService {
        StandardService(id: id, state: .served(by: by, witness: witness))
    }
}
