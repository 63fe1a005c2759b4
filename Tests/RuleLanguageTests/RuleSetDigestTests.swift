import Testing
import Transcripts

@testable import RuleLanguage

/// The digest of a rule set.
struct RuleSetDigestTests {
  @Test(
    "SHA-256 gives the published digests",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func vectors(_ message: String, _ digits: String) {
    var digest: [UInt8] = []
    Array(message.utf8).withUnsafeBytes { SHA256.digest(of: $0, into: &digest) }
    let hex = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    #expect(hex == digits)
  }

  @Test("moving a byte from one file to the next changes the digest")
  func framed() {
    let one = [SourceFile(path: "a", text: "xy"), SourceFile(path: "b", text: "z")]
    let other = [SourceFile(path: "a", text: "x"), SourceFile(path: "b", text: "yz")]
    #expect(RuleSetDigest.digest(of: one) != RuleSetDigest.digest(of: other))
    #expect(RuleSetDigest.digest(of: one) == RuleSetDigest.digest(of: one.reversed()))
  }
}
