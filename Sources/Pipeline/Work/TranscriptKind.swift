/// What a claimed file is to become: the one place where a claim turns into one row or many.
enum TranscriptKind {
  /// The whole file is one order, its result one JSON.
  case order

  /// Decides by the name; batch files (`.jsonl`, `.csv`, …) will be told apart here.
  init(name: FileName) {
    self = .order
  }

  /// The ending of the result's name.
  var resultEnding: StaticString {
    switch self {
    case .order: ".json"
    }
  }
}
