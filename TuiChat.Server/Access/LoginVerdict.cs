using TuiChat.Protocol;

namespace TuiChat.Server.Access;

/// <summary>What the gate says to one who shows the password of an account.</summary>
/// <param name="Problem">Why it is not believed, or null when it is.</param>
/// <param name="Wait">How long it should wait before it tries again, or null.</param>
/// <param name="Guesses">How many wrong guesses its address made by now; 0 when this was none.</param>
/// <param name="Better">A stronger hash of the right password, to be kept instead of the old one; null when that is strong enough.</param>
sealed record LoginVerdict(Refusal? Problem, TimeSpan? Wait = null, int Guesses = 0, PasswordHash? Better = null)
{
    /// <summary>Another password, a dead token, or no such account: one answer for all, so that nothing is learnt from it.</summary>
    public static Refusal Wrong { get; } = new(
        RefusalCode.WrongLogin, "That is not the name and password of an account here. Check both, capital letters too, and try again.");

    /// <summary>It guessed so often that it has to wait; what it said was not looked at.</summary>
    public static LoginVerdict TooOften(TimeSpan wait) => new(
        new Refusal(RefusalCode.Flood, "There were too many wrong passwords. Wait a little, then try again."), wait);

    /// <summary>Too many are being checked.</summary>
    public static LoginVerdict Later { get; } = new(
        new Refusal(RefusalCode.Busy, "Too many passwords are being checked at this moment. Try again."), TimeSpan.FromSeconds(1));

    /// <inheritdoc/>
    public override string ToString() => Problem?.Code ?? "right"; // without the hash
}
