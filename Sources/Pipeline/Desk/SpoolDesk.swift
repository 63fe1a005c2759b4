package import History
package import Transcripts

/// What the console may ask of the folders of a daemon; it touches none itself.
package struct SpoolDesk: Sendable {
  package let spool: String
  /// The folder of rules people edit.
  package let rulesFolder: String
  let files: FileSystem
  let events: EventLog

  package init(
    spool: String, rulesFolder: String, files: FileSystem = FileSystem(),
    events: EventLog = EventLog { _ in }
  ) {
    self.spool = spool
    self.rulesFolder = rulesFolder
    self.files = files
    self.events = events
  }

  /// The text of an archived order, read as its result was; nil when the archive let go of it.
  ///
  /// The id is that of a record; of a batch file with `-` and the row.
  package func text(of record: OrderRecord, reader: DocumentReader) -> String? {
    let id = record.id.prefix { $0 != "-" }
    guard isDay(record.archiveDay), let claim = Claim(held: held(String(id), record.file)),
      let archive = try? files.openFolder(path: "\(spool)/archive/\(record.archiveDay)")
    else { return nil }
    let scalars: [Unicode.Scalar]?
    if record.row > 0 {
      scalars = RowTexts.open(claim, in: archive, files: files, reader: reader)?
        .text(ofRow: record.row)
    } else {
      scalars = ArchivedOrders(files: files, reader: reader).text(of: claim, in: archive)
    }
    return scalars.map { String(String.UnicodeScalarView($0)) }
  }

  /// Tells that the console is there, or why it is not.
  package func tell(_ event: PipelineEvent) { events(event) }

  private func held(_ id: String, _ name: String) -> FileName {
    FileName(Array("\(id)~\(name)".utf8).prefix(255))
  }

  /// Nothing of a record leads out of the archive.
  private func isDay(_ name: String) -> Bool { DeskTime(day: name) != nil }
}
