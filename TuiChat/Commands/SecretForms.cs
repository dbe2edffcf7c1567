using System.Globalization;
using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Commands;

/// <summary>The questions for names and passwords of accounts, the same wherever they are asked.</summary>
static class SecretForms
{
    /// <summary>The server's address or name, in the lobby.</summary>
    public static SecretField Server(string text) => new("Server") { IsSecret = false, Text = text, MaxBytes = 512, Check = (typed, _) => typed.Trim().Length == 0 ? "Type a server's name or address." : null };

    /// <summary>The name of the account.</summary>
    public static SecretField Name(string text) => new("Name")
    {
        IsSecret = false,
        Text = text,
        Check = (typed, all) => Nickname.TryParse(typed.Trim(), out Nickname _, out var problem) ? null : problem,
    };

    /// <summary>A password that exists.</summary>
    public static SecretField Password(string label = "Password") => new(label) { Check = (typed, _) => typed.Length == 0 ? "Type the password." : null };

    /// <summary>A password that is made, and the same once more.</summary>
    public static IReadOnlyList<SecretField> NewPassword() =>
    [
        new("New password") { Check = (typed, _) => typed.EnumerateRunes().Count() < Limits.MinSecretRunes ? string.Create(CultureInfo.InvariantCulture, $"At least {Limits.MinSecretRunes} characters.") : null },
        new("Once more") { Check = (typed, all) => typed == all[^1] ? null : "The two are not the same.", IsRepetition = true },
    ];

    /// <summary>A password for a server, and the same once more: it may be short.</summary>
    public static IReadOnlyList<SecretField> ServerPassword() =>
        [new("New password") { Check = (typed, _) => typed.Length == 0 ? "Type a password." : null }, NewPassword()[1]];

    /// <summary>To log in to an account of the server one is on, or is about to be on.</summary>
    /// <param name="where">The server's name.</param>
    /// <param name="name">The name to begin with.</param>
    /// <param name="complaint">What was wrong before, or null.</param>
    /// <param name="take">Logs in.</param>
    public static SecretForm Login(string where, string name, string? complaint, Action<Nickname, Secret> take) =>
        new($"Log in on {where}", "Log in", [Name(name), Password()], texts => take(Parse(texts[0]), new Secret(texts[1]))) { Complaint = complaint };

    /// <summary>To make an account while one connects.</summary>
    /// <inheritdoc cref="Login"/>
    public static SecretForm Register(string where, string name, string? complaint, Action<Nickname, Secret> take) =>
        new($"Make an account on {where}", "Make it", [Name(name), .. NewPassword()], texts => take(Parse(texts[0]), new Secret(texts[1]))) { Complaint = complaint };

    /// <summary>A name that was looked at before.</summary>
    public static Nickname Parse(string name) => Nickname.TryParse(name.Trim(), out var nick, out var problem) ? nick : throw new ArgumentException(problem, nameof(name));
}
