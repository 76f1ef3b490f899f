/// What a shell command should be called: the program it is about, by its base name.
///
/// Guards before the program (`test -x …`, `cd …`), the words that only prepare it (`nice`, `flock`), assignments and
/// interpreters are passed over, so that `[ -x /usr/lib/php/sessionclean ] && /usr/lib/php/sessionclean` is
/// `sessionclean`.
package struct CommandName {
  private static let guards: Set<String> = [
    "[", "[[", "test", "cd", "command", "type", "which", "if", "true", "false", "sleep", "echo", "printf", "umask",
    "export", "set", ".", "source", "ulimit", "fi", "done", "for", "while", "exit", "trap", "wait", "date", "}",
  ]
  private static let keywords: Set<String> = ["then", "else", "elif", "do", "{", "!"]
  /// Programs that run the one that is named after them, perhaps after options.
  private static let preparations: Set<String> = [
    "exec", "nice", "ionice", "chrt", "env", "nohup", "setsid", "time", "sudo", "chronic", "stdbuf", "eval",
  ]
  /// Those with one operand of their own before the program.
  private static let preparationsWithOperand: Set<String> = ["timeout", "flock", "chpst", "taskset"]
  /// Programs that are about the script, directory or service that is named after them.
  private static let interpreters: Set<String> = [
    "sh", "bash", "dash", "zsh", "ksh", "php", "ruby", "node", "java", "run-parts", "xargs", "invoke-rc.d", "service",
    "su",
  ]
  /// Options that are followed by a value, by the program.
  private static let optionsWithValue: [String: Set<String>] = [
    "nice": ["-n"], "ionice": ["-n", "-c", "-p"], "sudo": ["-u", "-g"], "env": ["-u", "-C"], "flock": ["-w", "-E"],
    "timeout": ["-s", "-k"], "chpst": ["-u"], "php": ["-d", "-c"], "xargs": ["-n", "-P", "-I"],
  ]

  private let commands: [[String]]

  /// Looks through the text of a command.
  package init(_ text: String) {
    commands = ShellWords.commands(in: text)
  }

  /// A valid name; `job` for a command without any word to take it from.
  package var text: String {
    let program = commands.lazy.compactMap(Self.program).first ?? commands.first?.first ?? ""
    return Self.valid(PathText.baseName(of: program))
  }

  /// The program that a simple command runs; nil for a guard.
  private static func program(_ words: [String]) -> String? {
    var words = words.drop { isAssignment($0) || keywords.contains($0) }
    guard let first = words.first, !guards.contains(first) else { return nil }
    let name = PathText.baseName(of: first)
    if preparations.contains(name) || preparationsWithOperand.contains(name) {
      words = operands(words.dropFirst(), of: name)
      if preparationsWithOperand.contains(name) { words = words.dropFirst() }
      return program(Array(words)) ?? first
    }
    let isScripted = interpreters.contains(name) || name.hasPrefix("python") || name.hasPrefix("perl")
    guard isScripted else { return first }
    return scripted(words.dropFirst(), by: first)
  }

  /// The script that an interpreter runs; the interpreter itself for code on the command line.
  private static func scripted(_ words: ArraySlice<String>, by interpreter: String) -> String? {
    if let index = words.firstIndex(where: { ["-c", "-e", "-r"].contains($0) }) {
      let inner = index + 1 < words.endIndex ? ShellWords.commands(in: words[index + 1]) : []
      // `perl -e 'sleep …'` stands before what is meant.
      if PathText.baseName(of: interpreter).hasPrefix("perl") { return nil }
      return inner.lazy.compactMap(program).first ?? interpreter
    }
    return operands(words, of: PathText.baseName(of: interpreter)).first { !isAssignment($0) } ?? interpreter
  }

  private static func operands(_ words: ArraySlice<String>, of program: String) -> ArraySlice<String> {
    let withValue = optionsWithValue[program] ?? []
    var rest = words
    while let word = rest.first, word.hasPrefix("-") { rest = rest.dropFirst(withValue.contains(word) ? 2 : 1) }
    return rest.drop(while: isAssignment)
  }

  private static func isAssignment(_ word: String) -> Bool {
    guard let equals = word.firstIndex(of: "="), equals != word.startIndex else { return false }
    return word[..<equals].allSatisfy { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
  }

  private static let extensions = [".sh", ".bash", ".py", ".pl", ".rb", ".php", ".js"]

  private static func withoutExtension(_ word: String) -> String {
    let ending = extensions.first { word.hasSuffix($0) && word.count > $0.count }
    return ending.map { String(word.dropLast($0.count)) } ?? word
  }

  private static func valid(_ word: String) -> String {
    let characters = word.lowercased().map { character -> Character in
      let isWord = character.isASCII && (character.isLetter || character.isNumber)
      return isWord || "._-".contains(character) ? character : "-"
    }
    let start = characters.drop { "._-".contains($0) }
    let name = withoutExtension(String(start)).prefix(80)
    let end = name.lastIndex { !"._-".contains($0) }
    return end.map { String(name[...$0]) } ?? "job"
  }
}
