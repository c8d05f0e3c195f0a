package import Contacts

/// Skills with levels, as a mapping of a skill to a level from 1 to 5.
package struct SkillList {
    /// The skills in the order written.
    package let skills: [Placed<SkillNeed>]

    package init?(_ field: Field, _ findings: inout Findings) {
        guard let entries = field.entries(&findings) else { return nil }
        skills = entries.compactMap { key, value in
            value.integer(1...5, &findings).map { Placed(SkillNeed(SkillName(key), level: $0), value) }
        }
    }

    /// Adds a finding when there are more than one contact may need.
    package func requireFew(_ findings: inout Findings) {
        guard skills.count > Limit.needs, let first = skills.dropFirst(Limit.needs).first else { return }
        findings.add(
            first.field, value: "\(skills.count) skills", expected: "at most \(Limit.needs) for one contact")
    }

    /// Adds a finding for each skill that is not among `known`.
    package func requireKnown(_ known: Set<SkillName>, _ findings: inout Findings) {
        for skill in skills where !known.contains(skill.value.skill) {
            findings.add(
                skill.field, value: "the skill \"\(skill.value.skill)\"",
                expected: "a skill of the roster: \(Field.choice(known.map(\.rawValue).sorted()))")
        }
    }
}
