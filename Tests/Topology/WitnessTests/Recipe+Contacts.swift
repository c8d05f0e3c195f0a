import BusinessTime
import Contacts
import Measures
import Standards
import Testing

extension Recipe {
    // MARK: The telephone

    /// A thousand contacts, `good` of which are answered in the last instant in time.
    func served(_ channel: Channel, _ within: Duration, _ good: Int) -> Population {
        contacts(channel) { number, call in
            answer(&call, after: number < good ? within : within + .microseconds(1))
        }
    }

    /// Ten calls that waited so many microseconds together.
    func waits(_ sum: Int) -> Population {
        contacts(.phone, count: 10) { number, call in
            answer(&call, after: .microseconds(number == 0 ? sum / 10 + sum % 10 : sum / 10))
        }
    }

    /// A thousand calls in core hours, so many of which are given up.
    func abandoned(_ count: Int) -> Population {
        contacts(.phone) { number, call in
            if number < count {
                call.ending = .init(.abandoned, at: call.received.advanced(by: .seconds(90)))
            } else {
                answer(&call, after: .seconds(5))
            }
        }
    }

    /// A thousand attempts, so many of which the carrier counted as blocked.
    func blocked(_ count: Int) -> Population {
        var parts = RecordSet.Parts()
        parts.calls = calls(.phone, count: Self.size - count) { _, call in
            answer(&call, after: .seconds(5))
        }
        let day = oneDay
        parts.blocked = [
            BlockedRecord(
                source: .carrier(trunk: "trunk-1", source: "carrier"), channel: .phone, from: day.start,
                to: day.end, count: Int64(count))
        ]
        return Population(records: records(parts), window: day)
    }

    /// A thousand calls, `good` of which are held for all the time there is and no longer.
    func held(_ within: Duration, _ good: Int) -> Population {
        contacts(.phone) { number, call in
            answer(&call, after: .seconds(5))
            call.hold = within.microseconds + (number < good ? 0 : 1)
        }
    }

    /// A thousand calls with an inquiry each, `good` of which are settled at once.
    func resolved(_ good: Int) -> Population {
        contacts(.phone) { number, call in
            answer(&call, after: .seconds(5))
            let resolved = number < good ? call.ending?.at : nil
            call.inquiries = [.init(index: 1, type: "benefits", resolved: resolved)]
        }
    }

    // MARK: Handling, moves, surveys

    /// Ten calls that were handled for so many microseconds together.
    func handled(_ types: [String], _ sum: Int) -> Population {
        contacts(.phone, count: 10) { number, call in
            call.callType = types[0]
            let length = number == 0 ? sum / 10 + sum % 10 : sum / 10
            answer(&call, after: .seconds(5), handled: .microseconds(length))
        }
    }

    /// Two calls, of which the one with complete intake took so many of a thousand microseconds less.
    func shorter(_ matters: [InquiryType], _ cut: Int) -> Population {
        contacts(.phone, count: 2) { number, call in
            call.inquiries = [.init(index: 1, type: matters[0])]
            call.hasCompleteIntake = number == 0
            answer(&call, after: .seconds(5), handled: .microseconds(number == 0 ? 1000 - cut : 1000))
        }
    }

    /// A thousand contacts, so many of which moved `times` times to `tier`.
    func moved(_ tier: Tier, times: Int, _ count: Int) -> Population {
        contacts(.phone) { number, call in
            answer(&call, after: .seconds(5))
            guard number < count else { return }
            call.moves = Array(repeating: .init(from: .one, to: tier), count: times)
        }
    }

    /// A thousand answers, so many of which are satisfied, no more than that.
    func surveys(satisfied: Int) -> Population {
        surveys { number in (number < satisfied ? 4 : 1, nil) }
    }

    /// A thousand answers, so many of which come from promoters and none from a detractor.
    func surveys(promoters: Int) -> Population {
        surveys { number in (nil, number < promoters ? 9 : 8) }
    }

    /// A thousand answers as `answer` says.
    func surveys(_ answer: (Int) -> (satisfaction: Int?, recommendation: Int?)) -> Population {
        var parts = RecordSet.Parts()
        parts.surveys = (0..<Self.size).map { number in
            let (satisfaction, recommendation) = answer(number)
            return SurveyRecord(
                contact: Self.id(number), at: instant(), satisfaction: satisfaction,
                recommendation: recommendation)
        }
        return Population(records: records(parts), window: oneDay)
    }

    /// A contact by which every indicator holds its limit, or is settled too late for the first of them.
    func board(_ isMet: Bool, surveyed: Bool = true) -> Population {
        var parts = RecordSet.Parts()
        parts.calls = calls(.phone, count: 1) { _, call in
            call.callType = "transactional"
            answer(&call, after: .seconds(5))
            let settled = isMet ? call.ending?.at : nil
            call.inquiries = [.init(index: 1, type: "benefits", resolved: settled)]
        }
        if surveyed {
            parts.surveys = [
                SurveyRecord(contact: Self.id(0), at: instant(), satisfaction: 5, recommendation: 10)
            ]
        }
        return Population(records: records(parts), window: oneDay)
    }

    // MARK: Parts

    private func contacts(
        _ channel: Channel, count: Int = Recipe.size, _ shape: (Int, inout CallRecord) -> Void
    ) -> Population {
        var parts = RecordSet.Parts()
        parts.calls = calls(channel, count: count, shape)
        return Population(records: records(parts), window: oneDay)
    }

    private func calls(
        _ channel: Channel, count: Int, _ shape: (Int, inout CallRecord) -> Void
    ) -> [CallRecord] {
        (0..<count).map { number in
            var call = CallRecord(contact: Self.id(number), channel: channel, received: instant())
            call.contactClass = "general"
            shape(number, &call)
            return call
        }
    }

    /// A person answers after a while, and some minutes later all is settled.
    private func answer(_ call: inout CallRecord, after wait: Duration, handled: Duration = .seconds(300)) {
        let answered = call.received.advanced(by: wait)
        let over = answered.advanced(by: handled)
        call.answered = answered
        call.legs = [.init(agent: "A001", tier: .one, connected: answered, over: over)]
        call.ending = .init(.resolved, at: over)
    }
}
