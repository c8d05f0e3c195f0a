/// The bytes of a time zone file (RFC 9636, version 2 or later), read once into a ``Zone``.
struct TimeZoneFile {
    private let name: String
    private let bytes: [UInt8]

    private struct Header {
        var version: UInt8
        var utcIndicators, standardIndicators, leaps, transitions, types, characters: Int

        /// How long the header's block is when an instant takes `width` bytes.
        func length(width: Int) -> Int {
            transitions * (width + 1) + types * 6 + characters + leaps * (width + 4)
                + standardIndicators + utcIndicators
        }
    }

    init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// The zone, its footer rule expanded.
    func zone() throws(BusinessTimeError) -> Zone {
        let first = try header(at: 0)
        guard first.version >= 0x32 else { throw malformed("version 1, expected 2 or later") }
        let second = 44 + first.length(width: 4)
        let header = try header(at: second)
        let block = second + 44
        let end = block + header.length(width: 8)
        guard end + 1 < bytes.count, bytes[end] == 0x0A, bytes.last == 0x0A else {
            throw malformed("no footer after its 64-bit block")
        }
        var starts = [Int64.min / 4]
        var offsets = [try offset(ofType: 0, header, block)]
        for place in 0..<header.transitions {
            let start = Int64(bitPattern: unsigned(at: block + place * 8, width: 8))
            let type = Int(bytes[block + header.transitions * 8 + place])
            guard start > starts[starts.count - 1] else {
                // A transition before everything is how old files write their first offset.
                offsets[offsets.count - 1] = try offset(ofType: type, header, block)
                continue
            }
            starts.append(start)
            offsets.append(try offset(ofType: type, header, block))
        }
        let footer = Array(bytes[(end + 1)..<(bytes.count - 1)])
        return try expanded(starts, offsets, by: footer)
    }

    private func expanded(
        _ starts: [Int64], _ offsets: [Int64], by footer: [UInt8]
    ) throws(BusinessTimeError) -> Zone {
        var starts = starts
        var offsets = offsets
        if !footer.isEmpty {
            guard let rule = PosixRule(footer) else {
                throw malformed("footer \(String(decoding: footer, as: UTF8.self)), expected a POSIX rule")
            }
            for change in rule.changes(years: 1970...2101) where change.start > starts[starts.count - 1] {
                guard change.offset != offsets[offsets.count - 1] else { continue }
                starts.append(change.start)
                offsets.append(change.offset)
            }
        }
        return Zone(name: name, starts: starts, offsets: offsets)
    }

    private func header(at place: Int) throws(BusinessTimeError) -> Header {
        guard place + 44 <= bytes.count, bytes[place..<(place + 4)].elementsEqual("TZif".utf8) else {
            throw malformed("no TZif header at byte \(place)")
        }
        let counts = (0..<6).map { Int(unsigned(at: place + 20 + $0 * 4, width: 4)) }
        let header = Header(
            version: bytes[place + 4], utcIndicators: counts[0], standardIndicators: counts[1],
            leaps: counts[2], transitions: counts[3], types: counts[4], characters: counts[5])
        guard header.types > 0, header.length(width: 4) <= bytes.count else {
            throw malformed("counts of its header exceed its \(bytes.count) bytes")
        }
        return header
    }

    private func offset(
        ofType type: Int, _ header: Header, _ block: Int
    ) throws(BusinessTimeError) -> Int64 {
        guard type < header.types else { throw malformed("type \(type), expected below \(header.types)") }
        let place = block + header.transitions * 9 + type * 6
        return Int64(Int32(bitPattern: UInt32(truncatingIfNeeded: unsigned(at: place, width: 4))))
    }

    private func unsigned(at place: Int, width: Int) -> UInt64 {
        bytes[place..<(place + width)].reduce(0) { $0 << 8 | UInt64($1) }
    }

    private func malformed(_ reason: String) -> BusinessTimeError {
        .zoneMalformed(zone: name, reason: reason)
    }
}
