import ArgumentParser

/// Options that the documents describe and this version refuses by name.
struct LaterJobOptions: ParsableArguments {
  @Option var after: [String] = []
  @Flag var held = false
  @Option var expiresIn: String?
  @Option var notify: [String] = []
  @Option var keyReuse: String?

  init() {}

  mutating func validate() throws {
    let given = [
      ("--after", !after.isEmpty), ("--held", held), ("--expires-in", expiresIn != nil), ("--notify", !notify.isEmpty),
      ("--key-reuse", keyReuse != nil),
    ]
    if let (name, _) = given.first(where: \.1) { throw ValidationError(LaterFeature.refusal(of: name)) }
  }
}
