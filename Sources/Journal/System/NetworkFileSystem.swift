/// The file systems on which a lock may not keep another machine or process out.
enum NetworkFileSystem {
  /// Numbers of linux/magic.h and of the file systems' own sources. FUSE is among them: what it leads to is not to be seen,
  /// and is another machine's disk as often as not.
  private static let names: [UInt64: String] = [
    0x6969: "NFS",
    0x517b: "SMB",
    0xff53_4d42: "CIFS",
    0xfe53_4d42: "SMB2",
    0x5346_414f: "AFS",
    0x7375_7245: "Coda",
    0x0102_1997: "9P",
    0x00c3_6400: "Ceph",
    0x0bd0_0bd0: "Lustre",
    0x7461_636f: "OCFS2",
    0x0116_1970: "GFS2",
    0x0131_11a8: "IBRIX",
    0x6b41_4653: "kAFS",
    0x564c: "NCP",
    0x6573_5546: "FUSE",
  ]

  /// Nil for a local one.
  static func name(ofMagic magic: UInt64) -> String? { names[magic] }
}
