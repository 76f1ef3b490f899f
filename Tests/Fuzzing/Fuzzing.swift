import Glibc

// libFuzzer, which comes with the compiler's sanitizer, has the program's `main` and calls these two.
//
//   Fuzzing TARGET [OPTION…] [CORPUS…]   runs one target for ever, or on the files given; the options are libFuzzer's
//   Fuzzing corpus DIRECTORY             writes what to begin with

/// Takes the first argument, which is ours.
@_cdecl("LLVMFuzzerInitialize")
func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>
) -> CInt {
  let words = (1..<Int(count.pointee)).compactMap { arguments.pointee[$0].map { String(cString: $0) } }
  if words.count == 2, words[0] == "corpus" {
    Corpus(in: words[1]).write()
    exit(0)
  }
  guard let target = words.first.flatMap({ FuzzTarget(rawValue: $0) }) else {
    print("usage: Fuzzing \(FuzzTarget.allCases.map(\.rawValue).joined(separator: "|"))|corpus …")
    exit(2)
  }
  setenv(FuzzTarget.variable, target.rawValue, 1)
  for place in 1..<Int(count.pointee) { arguments.pointee[place] = arguments.pointee[place + 1] }
  count.pointee -= 1
  return 0
}

/// Tries one input; whatever is wrong with it ends the process.
@_cdecl("LLVMFuzzerTestOneInput")
func tryInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTarget.current.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}
