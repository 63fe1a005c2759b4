/// A complete file in the inbox, ready to be claimed.
struct Arrival {
  let name: FileName
  /// Bytes, as of now.
  let size: Int64
  let inode: UInt64
}
