public import Contacts

/// segments.yaml: who asks when nobody says, which classes of members there are, and which kind of call each
/// contact is.
///
/// The gateway stamps what follows from it on the contact at receipt, so that every later station and every
/// report has the same.
///
/// - Source: TOM 1-3 ¶1.0 (requester classes); Brief: Mission and structure, Contact channels and SLAs.
public struct SegmentTable: Hashable, Sendable {
    /// Who asks by a channel when the event does not say.
    public var requesterUnlessSaid: [Channel: Requester]
    /// The classes of members that an event may name.
    public var memberClasses: [MemberClass]
    /// The rows; the first whose scope has an inquiry decides.
    public var rows: [Row]

    /// A row of the table.
    public struct Row: Hashable, Sendable {
        /// The kind of call.
        public var callType: CallType
        /// The inquiries that it is for.
        public var scope: ClockScope

        /// Makes a row.
        public init(_ callType: CallType, for scope: ClockScope) {
            self.callType = callType
            self.scope = scope
        }
    }

    /// Makes a table.
    public init(requesterUnlessSaid: [Channel: Requester], memberClasses: [MemberClass], rows: [Row]) {
        self.requesterUnlessSaid = requesterUnlessSaid
        self.memberClasses = memberClasses
        self.rows = rows
    }

    /// The kind of call that one inquiry makes; nil in a hole of the table.
    public func callType(of inquiry: ClockScope.Subject) -> CallType? {
        rows.first { $0.scope.covers(inquiry) }?.callType
    }

    /// The kind of call of a contact; several inquiries of different kinds make it mixed (reading A21).
    ///
    /// - Parameters:
    ///   - attributes: what it is.
    ///   - channel: how it came.
    ///   - received: when, by which an authorization can make it urgent.
    /// - Returns: nil when an inquiry is in a hole of the table, as one that routing.yaml does not list.
    public func callType(
        of attributes: ContactAttributes, on channel: Channel, received: Instant
    ) -> CallType? {
        let urgency = attributes.urgency(received: received)
        var types: Set<CallType> = []
        for inquiry in attributes.inquiries {
            let subject = ClockScope.Subject.inquiry(
                inquiry.type, on: channel, of: attributes.requester, urgency)
            guard let type = callType(of: subject) else { return nil }
            types.insert(type)
        }
        return types.count > 1 ? .mixed : types.first
    }

    /// The attributes of a contact at its receipt, with what follows from the table.
    public func segmented(
        _ attributes: ContactAttributes, on channel: Channel, received: Instant
    ) -> ContactAttributes {
        var segmented = attributes
        if attributes.isRequesterPresumed {
            segmented.requester = requesterUnlessSaid[channel] ?? attributes.requester
        }
        segmented.callType = callType(of: segmented, on: channel, received: received)
        return segmented
    }

    /// The combinations of channel, inquiry, requester and urgency that no row is for, and the places of the
    /// rows that decide none.
    ///
    /// - Parameter types: the types of inquiry that there are.
    public func gaps(over types: [InquiryType]) -> (holes: [ClockScope.Subject], idle: [Int]) {
        // Values that the rows name alike are alike: quick enough for every start.
        let quick = gaps(
            in: Self.combinations(
                unlike(Channel.allCases, \.channels), unlike(types, \.inquiryTypes),
                unlike(Requester.allCases, \.requesters), unlike(Urgency.allCases, \.urgencies)))
        guard !quick.holes.isEmpty else { return quick }
        return gaps(
            in: Self.combinations(Channel.allCases, types, Requester.allCases, Urgency.allCases))
    }

    private func gaps(in subjects: [ClockScope.Subject]) -> (holes: [ClockScope.Subject], idle: [Int]) {
        var holes: [ClockScope.Subject] = []
        var used: Set<Int> = []
        for subject in subjects {
            if let place = rows.firstIndex(where: { $0.scope.covers(subject) }) {
                used.insert(place)
            } else {
                holes.append(subject)
            }
        }
        return (holes, rows.indices.filter { !used.contains($0) })
    }

    private static func combinations(
        _ channels: [Channel], _ types: [InquiryType], _ requesters: [Requester], _ urgencies: [Urgency]
    ) -> [ClockScope.Subject] {
        channels.flatMap { channel in
            types.flatMap { type in
                requesters.flatMap { requester in
                    urgencies.map { .inquiry(type, on: channel, of: requester, $0) }
                }
            }
        }
    }

    /// One of each of the values that no case tells apart.
    private func unlike<Value: Hashable>(
        _ values: [Value], _ list: (ClockScope.Case) -> [Value]
    ) -> [Value] {
        let cases = rows.flatMap { $0.scope.cases + $0.scope.except }
        var seen: Set<[Bool]> = []
        return values.filter { value in seen.insert(cases.map { list($0).contains(value) }).inserted }
    }
}
