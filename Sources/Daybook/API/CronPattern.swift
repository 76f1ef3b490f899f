/// Cron expressions that need no looking up, for `ScheduleTrigger.cron` and wherever an expression is taken.
///
/// Each constant's comment names the pattern as the job systems before us call it.
public enum CronPattern {
  /// Every minute (EVERY_MINUTE).
  public static let everyMinute = "* * * * *"
  /// Every five minutes of the hour (EVERY_5_MINUTES).
  public static let every5Minutes = "*/5 * * * *"
  /// Every quarter of an hour (EVERY_15_MINUTES).
  public static let every15Minutes = "*/15 * * * *"
  /// Every half hour (EVERY_30_MINUTES).
  public static let every30Minutes = "*/30 * * * *"
  /// On the hour (EVERY_HOUR).
  public static let everyHour = "0 * * * *"
  /// On every even hour (EVERY_2_HOURS).
  public static let every2Hours = "0 */2 * * *"
  /// At 00:00, 06:00, 12:00 and 18:00 (EVERY_6_HOURS).
  public static let every6Hours = "0 */6 * * *"
  /// At midnight (DAILY).
  public static let daily = "0 0 * * *"
  /// At 03:00 (DAILY_3AM).
  public static let dailyAt3 = "0 3 * * *"
  /// At midnight before Sunday (WEEKLY).
  public static let weekly = "0 0 * * 0"
  /// At midnight before the first of the month (MONTHLY).
  public static let monthly = "0 0 1 * *"
  /// On the hour from 9 to 17, Monday to Friday (BUSINESS_HOURS).
  public static let businessHours = "0 9-17 * * 1-5"
  /// At 09:00, Monday to Friday (WEEKDAYS_9AM).
  public static let weekdaysAt9 = "0 9 * * 1-5"
}
