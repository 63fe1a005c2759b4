internal import Glibc

/// An open folder.
///
/// Every path in the spool is this descriptor and one name.
package final class Folder: Sendable {
  let descriptor: Int32
  /// What people call it, such as `spool/inbox`; never used to open anything.
  package let label: String

  init(descriptor: Int32, label: String) {
    self.descriptor = descriptor
    self.label = label
  }

  deinit {
    Glibc.close(descriptor)
  }
}
