/// The form of a checkpoint: a version byte, one value, then the table of words that it names by number.
///
/// A value says what it is with its first byte. The fields of a keyed container are a word's number and a
/// value each, and a container says how many bytes it has, so that a reader goes past what it does not know.
/// The words come last, because only then are they all known, and a reader takes them up first: a value that
/// nobody reads takes no word with it.
enum CheckpointForm {
    /// The first byte. No JSON begins with it, and a checkpoint of an earlier build is JSON.
    static let version: UInt8 = 0xC1

    /// No checkpoint is larger: its reader counts in 32 bits.
    static let byteLimit = Int(UInt32.max)

    /// Texts longer than this are written where they stand: what repeats is a name, and names are short.
    static let wordLimit = 64
    /// Texts that appear first when the table is this long are written where they stand, so that a million
    /// different ones do not become a table of a million.
    static let tableLimit = 4_096

    /// From here on the first byte is a number from 0 to 127 itself.
    static let smallNumber: UInt8 = 0x80

    /// What a value is.
    enum Tag: UInt8 {
        case null, no, yes
        /// A varint.
        case positive
        /// The varint of its complement.
        case negative
        /// Eight and four bytes, little-endian.
        case double, float
        /// Its length in UTF-8, then that.
        case text
        /// A number in the table.
        case word
        /// Its length, then fields.
        case keyed
        /// Its length, of which the first part is how many values there are, then those.
        case list
    }
}
