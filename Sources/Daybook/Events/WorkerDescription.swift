/// What a worker says of itself when it joins.
package struct WorkerDescription: Hashable, Sendable {
  /// Names its file under `workers/`.
  package var name: String
  /// How it was started: `daybook up`, `--no-ui`, `console`, a program's name.
  package var kind: String
  package var host: String
  package var user: String
  package var processID: Int32
  package var slots: Int
  /// The highest version of the fold it understands.
  package var foldVersion: Int
  /// Whether it runs commands; if so, it serves every type that has one.
  package var servesCommands: Bool
  /// Other types it has handlers for, sorted.
  package var types: [String]
  /// The jobs file that it applies; absolute. Nil for none.
  package var jobsFile: String?
  /// When what it appends counts as accepted.
  package var durability: Durability
  /// What the payloads of its own types take, by type; a type that is not in it takes anything.
  package var parameters: [String: [ParameterDefinition]]

  package init(
    name: String, kind: String, host: String, user: String, processID: Int32, slots: Int,
    servesCommands: Bool, types: [String], jobsFile: String? = nil, durability: Durability = .always,
    parameters: [String: [ParameterDefinition]] = [:]
  ) {
    self.name = name
    self.kind = kind
    self.host = host
    self.user = user
    self.processID = processID
    self.slots = slots
    foldVersion = Event.foldVersion
    self.servesCommands = servesCommands
    self.types = types
    self.jobsFile = jobsFile
    self.durability = durability
    self.parameters = parameters
  }
}
