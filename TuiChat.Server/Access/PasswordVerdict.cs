using TuiChat.Protocol;

namespace TuiChat.Server.Access;

/// <summary>What the gate says to one who comes.</summary>
/// <param name="Problem">Why it is not let in, or null when it is.</param>
/// <param name="Wait">How long it should wait before it tries again, or null.</param>
/// <param name="Guesses">How many wrong guesses its address made by now; 0 when this was none.</param>
sealed record PasswordVerdict(Refusal? Problem, TimeSpan? Wait = null, int Guesses = 0)
{
    /// <summary>It may come in.</summary>
    public static PasswordVerdict Right { get; } = new((Refusal?)null);

    /// <summary>It said none.</summary>
    public static PasswordVerdict Missing { get; } = new(new Refusal(
        RefusalCode.PasswordNeeded, "This server needs a password. Ask whoever runs it, and say hello again with it."));

    /// <summary>It said another one.</summary>
    public static PasswordVerdict Wrong { get; } = new(new Refusal(
        RefusalCode.WrongPassword, "That is not the password of this server. Check capital letters and the keyboard layout, and try again."));

    /// <summary>It guessed so often that it has to wait; what it said was not looked at.</summary>
    public static PasswordVerdict TooOften(TimeSpan wait) => new(
        new Refusal(RefusalCode.Flood, "There were too many wrong passwords from your address. Wait a little, then try again."), wait);

    /// <summary>Too many are being checked.</summary>
    public static PasswordVerdict Later(TimeSpan wait) => new(
        new Refusal(RefusalCode.Busy, "Too many passwords are being checked at this moment. Try again."), wait);

    /// <summary>It said another one, not for the first time.</summary>
    public static PasswordVerdict WrongAfter(int guesses, TimeSpan wait) =>
        Wrong with { Guesses = guesses, Wait = wait > TimeSpan.Zero ? wait : null };
}
