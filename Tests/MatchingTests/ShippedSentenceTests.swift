import Foundation
import Matching
import RuleLanguage
import TestSupport
import Testing

/// Three sentences everybody tries first, on the rules that come with the program.
@Suite(.enabled(if: shippedEngine != nil))
struct ShippedSentenceTests {
  private func classify(_ text: String) throws -> Classification {
    let result = try #require(shippedEngine).classification(of: text)
    let scalars = Array(text.unicodeScalars)
    for evidence in result.evidence {
      #expect(evidence.quote.unicodeScalars.elementsEqual(scalars[evidence.start..<evidence.end]))
    }
    return result
  }

  @Test("lightning that blew a transformer fuse is a repair, an outage, and both causes")
  func lightning() throws {
    let result = try classify("客户反映昨晚打雷后家里停电，经查雷击导致变压器熔断器熔断")
    #expect(result.intent?.id == "fault_repair")
    #expect(result.topicIds.contains("outage"))
    #expect(result.causeIds.contains("lightning"))
    #expect(result.causeIds.contains("fuse_fault"))
  }

  @Test("bad manners and two answers that differ are a complaint about a hall")
  func complaint() throws {
    let result = try classify("客户反映营业厅工作人员态度恶劣，且前后两次答复电价标准不一致，要求投诉")
    #expect(result.intent?.id == "complaint")
    #expect(result.causeIds.contains("attitude_poor"))
    withKnownIssue(
      "two words that count as one meaning are too few for a second cause", isIntermittent: true
    ) {
      #expect(result.causeIds.contains("answer_wrong"))
    }
    #expect(result.attributes["channel"] == "hall")
  }

  @Test("asking whether thunder brings outages is an inquiry without any cause")
  func inquiry() throws {
    let result = try classify("客户咨询雷雨天是否会停电")
    #expect(result.intent?.id == "inquiry")
    #expect(result.causeIds == [])
  }
}

/// The rules at the root of the repository; nil while there are none, or broken ones.
private let shippedEngine: RuleEngine? = {
  let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  guard let ruleSet = RuleLibrary.read(folder: root.path + "/Rules").ruleSet else { return nil }
  return RuleEngine.compile(ruleSet).engine
}()
