/// One named value that the payload of a type has, so that every console and command line can check a payload before it is
/// enqueued.
public struct JobParameter: Hashable, Sendable {
  let definition: ParameterDefinition

  private init(_ name: String, _ kind: ParameterDefinition.Kind, _ defaultText: String?) {
    definition = ParameterDefinition(name: name, kind: kind, defaultText: defaultText)
  }

  /// A text.
  /// - Parameter default: what the handler takes when the payload leaves it out; nil makes it required.
  public static func string(_ name: String, default text: String? = nil) -> JobParameter {
    JobParameter(name, .string, text)
  }

  /// A whole number.
  /// - Parameter default: what the handler takes when the payload leaves it out; nil makes it required.
  public static func integer(_ name: String, default number: Int? = nil) -> JobParameter {
    JobParameter(name, .integer, number.map(String.init))
  }

  /// A number.
  /// - Parameter default: what the handler takes when the payload leaves it out; nil makes it required.
  public static func number(_ name: String, default number: Double? = nil) -> JobParameter {
    JobParameter(name, .number, number.map { "\($0)" })
  }

  /// A truth value.
  /// - Parameter default: what the handler takes when the payload leaves it out; nil makes it required.
  public static func boolean(_ name: String, default flag: Bool? = nil) -> JobParameter {
    JobParameter(name, .boolean, flag.map { "\($0)" })
  }
}
