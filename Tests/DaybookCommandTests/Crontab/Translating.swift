import DaybookCommand
import Testing

/// A host with three users, on which every directory but `/nonexistent` exists.
enum TestHost {
  static let root = Account(name: "root", userID: 0, groupID: 0, home: "/root")
  static let ann = Account(name: "ann", userID: 1000, groupID: 1000, home: "/home/ann")
  static let web = Account(name: "www-data", userID: 33, groupID: 33, home: "/var/www")
  static let nobody = Account(name: "nobody", userID: 65534, groupID: 65534, home: "/nonexistent")

  static let accounts = AccountDirectory { name in [root, ann, web, nobody].first { $0.name == name } }

  static func host(worker: Account = ann) -> CrontabHost {
    CrontabHost(worker: worker, accounts: accounts) { $0 != "/nonexistent" }
  }
}

/// Translates one crontab.
func translate(
  _ text: String, _ format: CrontabFormat = .user, path: String? = nil, worker: Account = TestHost.ann
) -> CrontabImport {
  let source = CrontabSource(name: path ?? "tab", path: path, bytes: Array(text.utf8))
  let detection = FormatDetection(source, forced: format, accounts: TestHost.accounts)
  return CrontabTranslator.translate([(source, detection)], host: TestHost.host(worker: worker))
}

extension CrontabImport {
  /// The remarks about lines, each as `line:column kind`.
  var places: [String] {
    remarks.compactMap { remark in
      remark.place.map { place in
        "\(place.line)\(place.column.map { ":\($0 + 1)" } ?? "") \(remark.kind.rawValue)"
      }
    }
  }

  var expressions: [String] {
    jobs.map { job in
      switch job.trigger {
      case .cron(let expression): expression
      case .boot: "boot"
      }
    }
  }
}

extension ImportedJob {
  func variable(_ name: String) -> String? { environment.first { $0.name == name }?.value }
}
