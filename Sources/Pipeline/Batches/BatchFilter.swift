internal import Glibc
package import Matching
package import Transcripts

/// Batch files on the command line: one result line a row, in order.
package struct BatchFilter {
  /// Why a file was not read, or its results not written.
  package enum Failure: Error {
    case reading(SystemFailure)
    case writing(SystemFailure)
    case refused(BatchRefusal)

    /// One sentence for people.
    package var message: String {
      switch self {
      case .reading(let failure): "the input cannot be read: \(failure)"
      case .writing(let failure): "the output cannot be written: \(failure)"
      case .refused(let refusal): refusal.message
      }
    }

    /// Whether the reader of the output simply went away.
    package var isBrokenPipe: Bool {
      if case .writing(let failure) = self { failure.code == EPIPE } else { false }
    }
  }

  private let form: ResultForm
  private let files = FileSystem()

  package init(form: ResultForm) { self.form = form }

  /// Classifies one file; rows that are no orders give error lines.
  package func run(
    input: Int32, kind: BatchKind, name: [UInt8], output: Int32,
    with classifier: inout OrderClassifier
  ) throws(Failure) {
    try check(input)
    let run = BatchRun(files: files, descriptor: input, kind: kind)
    var failed = SystemFailure(.write, EIO)
    do throws(BatchRun.Failure) {
      _ = try run.run(
        &classifier, frame: { BatchFrame(form: form, name: name, digest: $0) },
        write: { bytes in
          do throws(SystemFailure) {
            try files.write(output, bytes)
            return true
          } catch {
            failed = error
            return false
          }
        })
    } catch {
      switch error {
      case .reading(let failure): throw .reading(failure)
      case .refused(let refusal): throw .refused(refusal)
      case .unwritten: throw .writing(failed)
      }
    }
  }

  private func check(_ input: Int32) throws(Failure) {
    let facts: FileFacts
    do throws(SystemFailure) {
      facts = try files.facts(ofDescriptor: input)
    } catch {
      throw .reading(error)
    }
    guard facts.kind == .regular else { throw .refused(.notAFile) }
    guard facts.size <= BatchRun.mostBytes else {
      throw .refused(.text(.tooLarge(bytes: Int(facts.size), limit: BatchRun.mostBytes)))
    }
  }
}
