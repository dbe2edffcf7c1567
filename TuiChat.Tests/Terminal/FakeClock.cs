namespace TuiChat.Tests.Terminal;

/// <summary>A clock that stands still until it is moved.</summary>
sealed class FakeClock : TimeProvider
{
    long _now = TimeSpan.FromDays(1).Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long GetTimestamp() => _now;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(_now);

    public void Advance(TimeSpan time) => _now += time.Ticks;
}
