import ArgumentParser
import Pipeline

/// When a file counts as complete, and how long it is kept afterwards.
struct IntakeOptions: ParsableArguments {
  @Option(
    name: .long,
    help: "Take a file only when its marker is there: with .done, a.txt waits for a.txt.done.")
  var marker: String?

  @Option(
    name: .long, parsing: .singleValue,
    help: "One more name ending of files that are not complete yet; may be given again.")
  var ignore: [String] = []

  @Option(
    name: .long, help: "Milliseconds a file written in place must be unchanged before it is taken.")
  var quietMs = Settings.Readiness().quiet

  @Option(name: .long, help: "Days archived orders and results are kept; 0 keeps them for ever.")
  var archiveDays = Settings().archiveDays ?? 0

  @Option(name: .long, help: "Days refused files are kept; 0 keeps them for ever.")
  var quarantineDays = Settings().quarantineDays ?? 0

  func validate() throws {
    guard marker != "", !ignore.contains("") else {
      throw ValidationError("--marker and --ignore take a name ending such as .done, not nothing")
    }
    guard (0...86_400_000).contains(quietMs) else {
      throw ValidationError("--quiet-ms takes 0 to 86400000, not \(quietMs)")
    }
    guard (0...36_500).contains(archiveDays), (0...36_500).contains(quarantineDays) else {
      throw ValidationError("--archive-days and --quarantine-days take 0 to 36500")
    }
  }

  func apply(to settings: inout Settings) {
    settings.readiness.markerSuffix = marker
    settings.readiness.ignoredSuffixes += ignore
    settings.readiness.quiet = quietMs
    settings.archiveDays = archiveDays == 0 ? nil : archiveDays
    settings.quarantineDays = quarantineDays == 0 ? nil : quarantineDays
  }
}
