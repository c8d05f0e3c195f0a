import ArgumentParser
import Contacts
import Journal

extension JournalCommand {
    /// `tierline journal moved`: says that journals lie where they do on purpose.
    struct Moved: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "moved",
            abstract: "After a move to another disk or a restore elsewhere: the original is gone for good.",
            discussion: """
                A station refuses a journal that was written at another place, because a copy that runs \
                beside the original gives out the same ids. The stations must be stopped. Nothing else in \
                the journals changes.
                """)

        @Argument(help: "The journals' files.")
        var files: [String]

        func run() async throws {
            try await Outcome.of {
                for file in files {
                    do {
                        let (station, from) = try JournalWriter.declareMoved(at: file)
                        print("\(file) of station \(station) was at \(from ?? "no place that it knows")")
                    } catch {
                        throw RejectedFile(description: "\(error)")
                    }
                }
            }
        }
    }
}
