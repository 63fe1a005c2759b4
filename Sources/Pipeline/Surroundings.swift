/// What the daemon is given of the world: disk, clocks, and somewhere to tell of events.
package struct Surroundings: Sendable {
  package var files: FileSystem
  package var clocks: Clocks
  package var events: EventLog

  package init(
    files: FileSystem = FileSystem(), clocks: Clocks = Clocks(), events: EventLog
  ) {
    self.files = files
    self.clocks = clocks
    self.events = events
  }
}
