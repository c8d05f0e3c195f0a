import ArgumentParser
import AuditSink
import Contacts
import Journal
import Kernel

extension JournalCommand {
    /// `tierline journal adopt`: brings a journal that was restored from an older copy back to what it
    /// published.
    struct Adopt: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "adopt",
            abstract: "After a restore: fetches the missing tail from the audit log, mints a new journal id.",
            discussion: """
                The station must be stopped, and the audit sink have drained. Idempotency keys \
                are in no log: what adapters sent after the copy was made they must not send again.
                """)

        @Argument(help: "The journal's file.")
        var file: String
        @OptionGroup var source: AuditOptions

        func run() async throws {
            try await Outcome.of {
                let held = try Self.read(file)
                let header = held.header
                let tail = try source.open().tail(
                    of: header.station, beyond: held.boundaries, upstreams: header.cursors.map(\.publisher))
                if let fault = tail.fault {
                    throw RejectedFile(description: "\(source.audit): the log of \(header.station): \(fault)")
                }
                guard let newest = tail.batches.last else {
                    return print(
                        "\(file) ends at \(header.head), the audit log at \(tail.last): nothing is missing")
                }
                if header.head > tail.common { try Self.drop(held, after: tail.common, at: file) }
                let minted = try Self.append(tail, newest.decided, to: header, at: file)
                print(
                    "\(file) ended at \(header.head), the audit log at \(tail.last); "
                        + "both agree to \(tail.common)"
                )
                print("\(tail.batches.count) batches appended through \(newest.stored.last)")
                if tail.last > newest.stored.last {
                    print("entries after \(newest.stored.last) belong to a batch that the log does not end")
                }
                print("journal \(header.journal) is now \(minted)")
            }
        }

        /// What the file holds: who it is, the digest at each boundary, and where something was submitted.
        private struct Held {
            var header: JournalInspection.Header
            var boundaries: [UInt64: ChainDigest]
            var submissions: [UInt64] = []
        }

        private static func read(_ file: String) throws -> Held {
            do {
                let journal = try JournalInspection(at: file)
                let header = try journal.header()
                var held = Held(header: header, boundaries: [header.floor: header.floorDigest])
                try journal.forEachBatch { batch in
                    held.boundaries[batch.stored.last] = batch.stored.digest
                    let closing = try Batch.entries(in: batch.stored.bytes[...]).last
                    if let closing, try BatchDecided(body: closing.body).submissions > 0 {
                        held.submissions.append(batch.stored.last)
                    }
                    return true
                }
                try journal.close()
                return held
            } catch {
                throw RejectedFile(description: "\(error)")
            }
        }

        /// Drops what the copy decided by itself when it was started: its inputs are handled again. What came
        /// from outside was perhaps acknowledged, and nobody would send it again.
        private static func drop(_ held: Held, after boundary: UInt64, at file: String) throws {
            if let submitted = held.submissions.first(where: { $0 > boundary }) {
                throw RejectedFile(
                    description:
                        "\(file): the batch that ends at \(submitted) holds submissions that the audit "
                        + "log does not know, expected none after \(boundary)")
            }
            do {
                let (writer, _) = try JournalWriter.open(at: file, station: held.header.station)
                try writer.dropUnseen(after: boundary)
                try writer.close()
            } catch {
                throw RejectedFile(description: "\(error)")
            }
        }

        /// Appends the tail, says in the journal that it was adopted, and gives it a new name.
        private static func append(
            _ tail: PublisherTail, _ newest: BatchDecided, to header: JournalInspection.Header,
            at file: String
        ) throws -> JournalID {
            let (writer, recovery) = try JournalWriter.open(at: file, station: header.station)
            let cursors = recovery.cursors.map { cursor in
                var moved = cursor
                moved.position = StreamPosition(
                    sequence: tail.readable[cursor.publisher] ?? 0, chainSequence: 0, chainDigest: .genesis)
                return moved
            }
            for batch in tail.batches {
                let (stored, at) = (batch.stored, batch.decided.now)
                // With the last one the cursors say what all of them handled.
                try writer.commit(
                    Batch(
                        first: stored.first, last: stored.last, at: at, bytes: stored.bytes,
                        digest: stored.digest,
                        cursors: stored.last == tail.batches.last?.stored.last ? cursors : [],
                        keys: []))
                try writer.settle(isIdle: true)
            }
            try writer.commit(adoption(tail, newest, header))
            let minted = try writer.mintNewID()
            try writer.close()
            return minted
        }

        /// The batch that records the adoption.
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
                    kind: StationKind.journalAdopted.rawValue, contact: 0, destinations: [],
                    body: body.bytes),
                at: newest.now, cause: nil)
            return builder.finish(at: newest.now, configuration: newest.configuration, cursors: []).batch
        }
    }
}
