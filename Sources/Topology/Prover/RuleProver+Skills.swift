import Config
import Contacts
import Router

/// Needs that nobody who is rostered meets, at the tier and on the channel where they are asked for.
extension RuleProver {
    var unservedSkills: [Found] {
        guard book.roster != nil else { return [] }
        let rows = book.routing.indices.compactMap { unservedRow($0) }
        return rows + book.escalation.indices.compactMap { unservedMove($0) }
    }

    private func unservedRow(_ place: Int) -> Found? {
        let rule = book.routing[place]
        let named = rule.match.channels.isEmpty ? Channel.allCases : rule.match.channels
        let taken = named.filter { book.channels.contains($0) }
        guard isKnown(rule.needs), let channel = unserved(rule.needs, at: rule.tier, on: taken) else {
            return nil
        }
        let visit = journeys.visits.first {
            $0.row == place && $0.stop.channel == channel && $0.before == nil
        }
        let steps =
            visit.map { journeys.steps(to: $0) }
            ?? ["the routing row \"\(rule.name)\" would put it into Tier \(rule.tier), were no row before it"]
        return found(
            .routingNeeds(place), rule.needs, rule.tier, channel, taken,
            visit?.contact ?? space.contact(of: place, on: channel), steps)
    }

    private func unservedMove(_ place: Int) -> Found? {
        let row = book.escalation[place]
        let ways = journeys.visits.filter { $0.stop.tier == row.from }
        guard let needs = row.needs else {
            // What is handed on with the needs it came with must find them where it goes.
            guard row.ruling == .allowed, moves.decided[place] != nil else { return nil }
            for visit in ways where isKnown(visit.stop.needs) {
                let (needs, channel) = (visit.stop.needs, visit.stop.channel)
                guard unserved(needs, at: row.to, on: [channel]) != nil else { continue }
                return found(
                    .escalation(place), needs, row.to, channel, [channel], visit.contact,
                    journeys.steps(to: visit) + [journeys.step(place) + ", with the needs it has"])
            }
            return nil
        }
        // Within the tier an agent passes on what somebody can serve; anything else is refused, and told.
        let isTransfer = row.from == row.to
        let served = book.channels.contains { !book.able(needs, on: $0, at: row.to).isEmpty }
        guard isKnown(needs), !isTransfer || !served,
            let channel = unserved(needs, at: row.to, on: book.channels)
        else { return nil }
        let visit = ways.first { $0.stop.channel == channel }
        return found(
            .escalationNeeds(place), needs, row.to, channel, book.channels, visit?.contact,
            (visit.map { journeys.steps(to: $0) } ?? []) + [journeys.step(place)])
    }

    /// A skill that the roster does not name is a finding of its own.
    private func isKnown(_ needs: [SkillNeed]) -> Bool { needs.allSatisfy { book.skills.contains($0.skill) } }

    /// The first of `channels` on which nobody of `tier` can serve `needs`.
    private func unserved(_ needs: [SkillNeed], at tier: Tier, on channels: [Channel]) -> Channel? {
        // Where no gateway takes the row's channels, somebody must have the skills all the same.
        guard !channels.isEmpty else {
            return Channel.allCases.allSatisfy { book.able(needs, on: $0, at: tier).isEmpty } ? .phone : nil
        }
        return channels.first { book.able(needs, on: $0, at: tier).isEmpty }
    }

    private func found(
        _ place: Place, _ needs: [SkillNeed], _ tier: Tier, _ channel: Channel, _ channels: [Channel],
        _ contact: SampleContact?, _ steps: [String]
    ) -> Found {
        let shown = needs.isEmpty ? "no skill" : needs.map(\.description).joined(separator: " ")
        let reach = channels.isEmpty ? "" : " on each of \(channels.map(\.rawValue).joined(separator: ", "))"
        let others = Tier.allCases.filter { !book.able(needs, on: channel, at: $0).isEmpty }
        let elsewhere =
            others.isEmpty
            ? "nobody on the whole roster can serve it"
            : "who can sits at " + others.map { "Tier \($0)" }.joined(separator: " and ")
        let steps = steps + ["nobody at Tier \(tier) is ever offered it"]
        return Found(
            place, value: shown, expected: "an agent of tier \(tier) in the roster who can serve it\(reach)",
            Proof(
                .unservedSkill,
                "Nobody rostered at Tier \(tier) has \(shown) and room for \(channel.rawValue), so such a"
                    + " contact waits there for ever; \(elsewhere).",
                contact?.counterexample(steps)
                    ?? Counterexample(channel: channel.rawValue, steps: steps)))
    }
}
