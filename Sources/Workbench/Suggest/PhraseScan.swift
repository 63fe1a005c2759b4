internal import Matching
internal import RuleLanguage
internal import Transcripts

/// Finds the phrases of an order that a rule could look for.
///
/// They stand in readable sections, cross neither sentence nor punctuation, and hold neither digits
/// nor boilerplate nor personal data; folded, as rules see them.
struct PhraseScan {
  let privacy: [PersonalDataKind: Policy.Privacy]

  init(_ ruleSet: RuleSet) { privacy = ruleSet.policy.privacy }

  /// The distinct phrases of the document last read.
  func phrases(of document: borrowing Document) -> Set<Phrase> {
    var found: Set<Phrase> = []
    var sentence = 0
    for segment in document.segments {
      guard SectionSet.rulesDefault.contains(SectionSet(segment.section)), !segment.isBoilerplate
      else { continue }
      var run: [UInt16] = []
      for place in Int(segment.start)..<Int(segment.end) {
        while sentence < document.sentenceStarts.count,
          Int(document.sentenceStarts[sentence]) <= place
        {
          run.removeAll(keepingCapacity: true)
          sentence += 1
        }
        guard let character = Self.han(document.scalars[place]),
          !isPersonal(place, in: document)
        else {
          run.removeAll(keepingCapacity: true)
          continue
        }
        run.append(character)
        for length in Phrase.shortest...Phrase.longest where length <= run.count {
          found.insert(Phrase(run.suffix(length)))
        }
      }
    }
    return found
  }

  private func isPersonal(_ place: Int, in document: borrowing Document) -> Bool {
    document.personalData.contains {
      $0.start <= place && place < $0.end && privacy[$0.kind] != .keep
    }
  }

  private static func han(_ scalar: UInt32) -> UInt16? {
    switch scalar {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF: UInt16(scalar)
    default: nil
    }
  }
}
