internal import Glibc

/// An open file; closed when it goes out of scope.
struct Descriptor: ~Copyable {
  let raw: Int32

  init(raw: Int32) {
    self.raw = raw
  }

  deinit {
    Glibc.close(raw)
  }
}
