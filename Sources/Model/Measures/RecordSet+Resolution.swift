import BusinessTime
import Contacts
public import Standards

extension RecordSet {
    /// How an inquiry of a served contact stands.
    enum Settlement: Sendable {
        /// Settled at once, and the time for coming back is over.
        case settled
        /// Settled at once; whoever comes back in time takes it back.
        case provisional
        /// Left open, or the member came again about it.
        case unsettled
    }

    /// The share of the inquiries of answered calls that the call itself resolved: a call with two inquiries
    /// of which one is resolved counts 1 of 2.
    ///
    /// Who was turned away outside opening hours had nothing resolved, unless such calls are kept apart.
    ///
    /// - Source: TOM 1-3 ¶3.4 bullet 6; readings A03, A51.
    public func oneCallResolution(
        repeatDays: Int, _ closedHours: Standard.ClosedHours = .openingHours, in window: ReportWindow
    ) -> Figure {
        var figure = Draft()
        if closedHours == .atAllTimes {
            for call in outsideHours(in: window) {
                for inquiry in call.inquiries {
                    let id = Inquiry.ID(contact: call.contact, index: inquiry.index)
                    figure.add(.inquiry(id), .unsettled)
                }
            }
        }
        for call in entered(.phone, in: window) where call.isServed {
            for inquiry in call.inquiries {
                let subject = Subject.inquiry(.init(contact: call.contact, index: inquiry.index))
                figure.add(subject, settlement(of: inquiry, in: call, repeatDays))
            }
        }
        return figure.figure
    }

    /// The share of answered contacts of every channel all of whose inquiries the contact itself resolved.
    ///
    /// - Source: Brief: KPIs and QA; reading A03.
    public func firstContactResolution(repeatDays: Int, in window: ReportWindow) -> Figure {
        var figure = Draft()
        for call in callsByReceipt.records(in: window) where call.isServed && call.channel != .workItem {
            let all = call.inquiries.map { settlement(of: $0, in: call, repeatDays) }
            let worst: Settlement =
                all.contains(.unsettled) || all.isEmpty
                ? .unsettled : all.contains(.provisional) ? .provisional : .settled
            figure.add(.contact(call.contact), worst)
        }
        return figure.figure
    }

    private func settlement(
        of inquiry: CallRecord.InquiryRecord, in call: CallRecord, _ repeatDays: Int
    ) -> Settlement {
        guard call.settledHere(inquiry), let ending = call.ending else { return .unsettled }
        // Without days what the agent says at closing is final (reading A03).
        guard repeatDays > 0 else { return .settled }
        // Calendar days: whoever comes until the end of the last of them has come again.
        let over = zone.instant(ofDay: zone.localDay(at: ending.at) + repeatDays + 1)
        if let next = issues.next(after: call, inquiry), next < over { return .unsettled }
        return through < over ? .provisional : .settled
    }

    private struct Draft {
        var good: [Subject] = []
        var bad: [Subject] = []
        var provisional: [Subject] = []

        mutating func add(_ subject: Subject, _ settlement: Settlement) {
            switch settlement {
            case .settled: good.append(subject)
            case .unsettled: bad.append(subject)
            case .provisional:
                good.append(subject)
                provisional.append(subject)
            }
        }

        var figure: Figure { Figure(counted: good, others: bad, provisional: provisional) }
    }

    /// The share of members who marked `satisfiedFrom` or better, and beside it the mean mark.
    ///
    /// - Source: Brief: KPIs and QA; reading A22.
    public func satisfaction(satisfiedFrom: Int, in window: ReportWindow) -> (share: Figure, mean: Figure) {
        let marks = surveysByTime.records(in: window).compactMap { survey in
            survey.satisfaction.map { (subject: Subject.contact(survey.contact), mark: $0) }
        }
        guard !marks.isEmpty else {
            return (.noData(.share, Self.noAnswers), .noData(.score, Self.noAnswers))
        }
        let share = Figure(
            counted: marks.filter { $0.mark >= satisfiedFrom }.map(\.subject),
            others: marks.filter { $0.mark < satisfiedFrom }.map(\.subject))
        let sum = marks.reduce(0) { $0 + Int64($1.mark) }
        return (share, Figure(Ratio(sum, of: Int64(marks.count)), .score, counted: marks.map(\.subject)))
    }

    /// Promoters (9 and 10) less detractors (0 to 6), of all who answered.
    ///
    /// - Source: Brief: KPIs and QA; reading A23.
    public func promoterScore(in window: ReportWindow) -> Figure {
        let answers = surveysByTime.records(in: window).compactMap { survey in
            survey.recommendation.map { (subject: Subject.contact(survey.contact), mark: $0) }
        }
        guard !answers.isEmpty else { return .noData(.points, Self.noAnswers) }
        let promoters = answers.filter { $0.mark >= 9 }
        let detractors = Int64(answers.filter { $0.mark <= 6 }.count)
        return Figure(
            Ratio(Int64(promoters.count) - detractors, of: Int64(answers.count)), .points,
            counted: promoters.map(\.subject), others: answers.filter { $0.mark < 9 }.map(\.subject),
            note: detractors == 0 ? nil : "\(detractors) detractors are taken off")
    }

    private static let noAnswers = "no answers to surveys"
}
