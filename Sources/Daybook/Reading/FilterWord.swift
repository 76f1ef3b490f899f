/// One blank-separated word of a filter.
struct FilterWord {
  var text = ""
  /// Whether it started with a quotation mark: then it is text whatever it contains.
  var isQuoted = false

  /// The words of a filter; quotation marks keep blanks together.
  ///
  /// - Throws: `.invalidInput` for a quotation mark that is not closed.
  static func words(of text: String) throws(DaybookError) -> [FilterWord] {
    var words: [FilterWord] = []
    var word: FilterWord?
    var isInQuotes = false
    for character in text {
      if character == "\"" {
        isInQuotes.toggle()
        word = word ?? FilterWord(isQuoted: true)
      } else if character == " ", !isInQuotes {
        if let finished = word { words.append(finished) }
        word = nil
      } else {
        word = word ?? FilterWord()
        word?.text.append(character)
      }
    }
    if isInQuotes {
      throw DaybookError(.invalidInput, "a quotation mark is not closed: end the text with \"")
    }
    if let word { words.append(word) }
    return words.filter { !$0.text.isEmpty }
  }
}
