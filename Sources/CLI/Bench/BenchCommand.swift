import ArgumentParser
import Foundation
import Links

/// `tierline bench`: one figure of `ops/bench` each; they mean something only beside the ceilings of the same
/// run, which ops/bench prints.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measures one thing for ops/bench.",
        subcommands: [
            BenchLoadCommand.self, BenchMatchingCommand.self, BenchClocksCommand.self,
            BenchRecoveryCommand.self, BenchCeilingsCommand.self, BenchReportLogCommand.self,
            BenchFuzzFactsCommand.self,
        ])
}

/// Real time, percentiles and memory, as every part of the bench counts them.
enum Gauging {
    /// Real time that `work` took, seconds.
    static func seconds(_ work: () throws -> Void) rethrows -> Double {
        let start = monotonicNanoseconds()
        try work()
        return Double(monotonicNanoseconds() - start) / 1e9
    }

    /// Real monotonic time, nanoseconds.
    static func monotonicNanoseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// The value that `part` percent of the sorted `values` do not exceed; not a number without values.
    static func percentile(_ part: Int, of values: [Int64]) -> Double {
        guard !values.isEmpty else { return .nan }
        return Double(values[min(values.count - 1, values.count * part / 100)])
    }

    /// Processor time of this process so far, microseconds.
    static func processorTime() -> Int64 {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return [usage.ru_utime, usage.ru_stime].reduce(0) {
            $0 + Int64($1.tv_sec) * 1_000_000 + Int64($1.tv_usec)
        }
    }

    /// Memory of this process that is in use now, bytes.
    static func residentBytes() throws -> Int {
        let statm = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return (statm.count > 1 ? Int(statm[1]) ?? 0 : 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}
