namespace TuiChat.Server.Commands;

/// <summary>
/// Lets a burst through at once and a rate for long. Has no timer: what has flowed in is counted when it is asked. Owned by
/// one task.
/// </summary>
sealed class TokenBucket(TimeProvider time)
{
    double _taken;
    long _asked = time.GetTimestamp();

    /// <summary>Takes tokens; when there are too few, none are taken and the result is the time until there are enough.</summary>
    /// <param name="cost">Tokens to take.</param>
    /// <param name="perSecond">Tokens that flow in.</param>
    /// <param name="burst">The most the bucket holds.</param>
    /// <returns>Zero when the tokens were taken.</returns>
    public TimeSpan Take(int cost, double perSecond, int burst)
    {
        var now = time.GetTimestamp();
        _taken = Math.Max(0, _taken - (time.GetElapsedTime(_asked, now).TotalSeconds * perSecond));
        _asked = now;
        var over = _taken + Math.Min(cost, burst) - burst;
        if (over > 0) return TimeSpan.FromSeconds(over / perSecond);
        _taken += Math.Min(cost, burst);
        return TimeSpan.Zero;
    }

    /// <summary>Takes tokens for what turned out to cost more, as many as there are; to be paid back by waiting.</summary>
    /// <param name="cost">Tokens to take.</param>
    /// <param name="burst">The most the bucket holds.</param>
    public void Charge(int cost, int burst) => _taken = Math.Min(Math.Max(burst, _taken), _taken + cost);
}
