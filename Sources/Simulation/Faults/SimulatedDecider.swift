import Deciding
import Facts
import Kernel

/// A decider whose state can be compared, so that a fold is held against the live state.
protocol SimulatedDecider: Decider {
    /// True when both have decided the same up to now, as far as anybody can ever notice.
    func hasState(of other: any Decider) -> Bool
}

extension MachineDecider: SimulatedDecider {
    func hasState(of other: any Decider) -> Bool { (other as? Self)?.machine.state == machine.state }
}

extension AnyDecider {
    /// True when both have decided the same up to now.
    func hasState(of other: AnyDecider) -> Bool {
        (base as? any SimulatedDecider)?.hasState(of: other.base) ?? false
    }
}
