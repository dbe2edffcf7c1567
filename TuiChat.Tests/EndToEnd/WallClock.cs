namespace TuiChat.Tests.EndToEnd;

/// <summary>A clock on the wall that stands where a test puts it, in UTC, while timers and time-outs run as ever.</summary>
sealed class WallClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => Now;
}
