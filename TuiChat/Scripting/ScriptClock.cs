namespace TuiChat.Scripting;

/// <summary>
/// The clock of a script: the machine's own, or one on the wall that stands in UTC where the script puts it. Timers and time-outs run as
/// ever. Any thread reads it.
/// </summary>
/// <param name="isStanding">It stands still, at the present time first.</param>
sealed class ScriptClock(bool isStanding) : TimeProvider
{
    long _utcTicks = System.GetUtcNow().UtcTicks;

    /// <summary>Where it stands.</summary>
    public DateTimeOffset Now
    {
        get => isStanding ? new DateTimeOffset(Interlocked.Read(ref _utcTicks), TimeSpan.Zero) : System.GetUtcNow();
        set => Interlocked.Exchange(ref _utcTicks, value.UtcTicks);
    }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => isStanding ? TimeZoneInfo.Utc : System.LocalTimeZone;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now;
}
