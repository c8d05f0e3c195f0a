import Contacts

/// The contacts of a window that are alike: of one kind of call, of one class of requesters or of members.
public struct Segment: Hashable, Sendable {
    /// The window of their receipts.
    public var window: ReportWindow
    /// By what they are alike.
    public var kind: Kind
    /// What they are; nil when nothing says.
    public var value: String?
    /// Who they are, by all that was said of them.
    public var contacts: [Subject]
    /// How many of them are so because nobody said who asks.
    public var presumed: Int
    /// The mean of talk, hold and wrap-up of the telephone calls among them that were served.
    public var handlingTime: Figure

    /// By what contacts are kept apart.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case callType = "call_type"
        case requester
        case memberClass = "member_class"
    }
}

extension RecordSet {
    /// Every contact received in a window, once by the kind of call, once by who asks, once by the class of
    /// members it is for; work items are none.
    ///
    /// - Source: call-type-segmentation, mission-populations, tom-inquiry-courtesy-accuracy.
    public func segments(in window: ReportWindow) -> [Segment] {
        let calls = callsByReceipt.records(in: window).filter { $0.channel != .workItem }
        var segments: [Segment] = []
        for kind in Segment.Kind.allCases {
            let groups: [String?: [CallRecord]] = Dictionary(grouping: calls) { $0.value(of: kind) }
            for value in groups.keys.compactMap(\.self).sorted() {
                segments.append(Segment(kind, value, of: groups[value] ?? [], in: window))
            }
            // What nobody said comes last.
            if let silent = groups[nil] { segments.append(Segment(kind, nil, of: silent, in: window)) }
        }
        return segments
    }
}

extension Segment {
    fileprivate init(_ kind: Kind, _ value: String?, of calls: [CallRecord], in window: ReportWindow) {
        self.window = window
        self.kind = kind
        self.value = value
        let subjects: [Subject] = calls.map { .contact($0.contact) }
        contacts = subjects.sorted()
        presumed = kind == .requester ? calls.count(where: \.isRequesterPresumed) : 0
        var times: [(Subject, Int64)] = []
        for call in calls where call.channel == .phone && call.isServed {
            guard let handled = call.handled else { continue }
            times.append((.contact(call.contact), handled))
        }
        handlingTime = .mean(times)
    }
}

extension CallRecord {
    fileprivate func value(of kind: Segment.Kind) -> String? {
        switch kind {
        case .callType: callType?.rawValue
        case .requester: requester.rawValue
        case .memberClass: memberClass?.rawValue
        }
    }
}
