import Testing

@testable import Transcripts

@Suite("SHA-256")
struct SHA256Tests {
  @Test(
    "gives the digests of FIPS 180-4",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func known(text: String, hex: String) {
    let (fast, portable) = digests(Array(text.utf8))
    #expect(hexDigits(fast) == hex)
    #expect(hexDigits(portable) == hex)
  }

  @Test("is the same with the processor's instructions and without, at every length")
  func twin() {
    var random = SeededGenerator(seed: 11)
    for length in Array(0...200) + [1000, 4096, 65537] {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      let (fast, portable) = digests(bytes)
      #expect(fast == portable, "length \(length)")
      #expect(fast.count == SHA256.size)
    }
  }

  private func digests(_ bytes: [UInt8]) -> (fast: [UInt8], portable: [UInt8]) {
    var fast: [UInt8] = []
    var portable: [UInt8] = [1, 2, 3]
    bytes.withUnsafeBytes {
      SHA256.digest(of: $0, into: &fast)
      SHA256.portableDigest(of: $0, into: &portable)
    }
    return (fast, portable)
  }

  private func hexDigits(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
