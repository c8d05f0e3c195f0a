/// A set of things that differ in a few respects: for each respect the places of the values that are in it.
///
/// Reachability is arithmetic on such sets: what reaches a row is the row's own set without those of the rows
/// before it. Taking one from another leaves at most a piece for each respect, so nobody lists every contact.
struct Region: Hashable {
    /// A bit for each value, for each respect.
    var respects: [UInt128]

    /// More values than one respect may tell apart.
    static let limit = UInt128.bitWidth

    private func meets(_ other: Region) -> Bool {
        respects.indices.allSatisfy { respects[$0] & other.respects[$0] != 0 }
    }

    /// The part that has only the value at `place` in one respect.
    func narrowed(to place: Int, in respect: Int) -> Region {
        var part = self
        part.respects[respect] &= 1 << UInt128(place)
        return part
    }

    /// The place of a value in each respect of something that is in this set and in no other.
    ///
    /// - Parameter others: The sets that it must not be in.
    /// - Returns: Of several the one with the first values; nil when `others` have everything that is in it.
    func point(outside others: some Sequence<Region>) -> [Int]? {
        guard !respects.contains(0) else { return nil }
        let blocking = others.filter(meets)
        guard let first = blocking.first else { return respects.map(\.trailingZeroBitCount) }
        let rest = blocking.dropFirst()
        var inside = self
        for place in respects.indices {
            var piece = inside
            piece.respects[place] &= ~first.respects[place]
            if let found = piece.point(outside: rest) { return found }
            inside.respects[place] &= first.respects[place]
        }
        return nil
    }

    /// Those of `others` without any one of which something of this set would be outside of them all.
    ///
    /// - Parameter others: Sets that have everything that is in this one.
    func blockers(among others: [Region]) -> [Int] {
        var needed = others.indices.filter { meets(others[$0]) }
        for place in needed.reversed() {
            let fewer = needed.filter { $0 != place }
            if point(outside: fewer.map { others[$0] }) == nil { needed = fewer }
        }
        return needed
    }
}
