import ArgumentParser
import AuditFiles
import Contacts
import Journal
import StationCore

extension JournalCommand {
    /// `tierline journal adopt`: brings a journal that was restored from an older copy back to what it
    /// published.
    struct Adopt: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "adopt",
            abstract: "After a restore: fetches the missing tail from the audit log, mints a new journal id.",
            discussion: """
                The station must be stopped, and the audit sink must have had time to drain. Idempotency keys \
                are in no log: what adapters sent after the copy was made they must not send again.
                """)

        @Argument(help: "The journal's file.")
        var file: String
        @Option(help: "The audit sink's directory.")
        var audit: String

        func run() async throws {
            try await Outcome.of {
                let header = try Self.header(of: file)
                let log = try AuditLog.open(audit)
                let position = StreamPosition(
                    sequence: header.head, chainSequence: header.head, chainDigest: header.digest)
                let tail = try log.tail(of: header.station, after: position, cursors: header.cursors)
                if let reason = tail.disagreement {
                    throw RejectedFile(
                        description: "\(file): the audit log holds another history of \(header.station): \(reason)")
                }
                guard let newest = tail.batches.last else {
                    return print("\(file) ends at \(header.head), as the audit log does: nothing is missing")
                }
                let minted = try Self.append(tail, newest.decided, to: header, at: file)
                print("\(file) ended at \(header.head), the audit log at \(tail.last)")
                print("\(tail.batches.count) batches appended through \(newest.stored.last)")
                if tail.last > newest.stored.last {
                    print("entries after \(newest.stored.last) belong to a batch that the log does not end")
                }
                print("journal \(header.journal) is now \(minted)")
            }
        }

        private static func header(of file: String) throws -> JournalInspection.Header {
            do {
                let journal = try JournalInspection(at: file)
                let header = try journal.header()
                try journal.close()
                return header
            } catch {
                throw RejectedFile(description: "\(error)")
            }
        }

        /// Appends the tail, says in the journal that it was adopted, and gives it a new name.
        private static func append(
            _ tail: PublisherTail, _ newest: BatchDecided, to header: JournalInspection.Header, at file: String
        ) throws -> JournalID {
            do {
                let (writer, _) = try JournalWriter.open(at: file, station: header.station)
                var cursors = header.cursors
                for batch in tail.batches {
                    let (stored, at) = (batch.stored, batch.decided.now)
                    for input in batch.decided.inputs {
                        for index in cursors.indices where cursors[index].publisher == input.publisher {
                            cursors[index].position.sequence = max(
                                cursors[index].position.sequence, input.last)
                        }
                    }
                    try writer.commit(
                        Batch(
                            first: stored.first, last: stored.last, at: at, bytes: stored.bytes,
                            digest: stored.digest, cursors: cursors, keys: []))
                }
                try writer.commit(adoption(tail, newest, header))
                let minted = try writer.mintNewID()
                try writer.close()
                return minted
            } catch let error as JournalError where error.exitStatus == 78 {
                throw RejectedFile(description: "\(error)")
            }
        }

        /// The batch that records the adoption and restores the cursors as far as they can be known.
        private static func adoption(
            _ tail: PublisherTail, _ newest: BatchDecided, _ header: JournalInspection.Header
        ) throws -> Batch {
            guard let last = tail.batches.last?.stored else { throw Failure("there is nothing to adopt") }
            var body = ByteWriter()
            body.put(shortText: header.journal.description)
            body.put(header.head)
            body.put(last.last)
            var builder = BatchBuilder(head: last.last, digest: last.digest)
            builder.record(
                Draft(
                    kind: StationKind.journalAdopted.rawValue, contact: 0, destinations: [], body: body.bytes),
                at: newest.now, cause: nil)
            let cursors = header.cursors.map { cursor in
                var moved = cursor
                moved.position.sequence = tail.readable[cursor.publisher] ?? cursor.position.sequence
                return moved
            }
            return builder.finish(at: newest.now, configuration: newest.configuration, cursors: cursors).batch
        }
    }
}
