using System.Globalization;
using System.Text;

namespace TuiChat.Commands;

/// <summary>Something to be asked that is never to stand in the input: a password, mostly. What is typed is handed over once and kept nowhere.</summary>
/// <param name="Title">What is asked.</param>
/// <param name="Agreement">The word on the button that goes on.</param>
/// <param name="Fields">What is to be filled in.</param>
/// <param name="Take">Takes what was typed, in the order of the fields.</param>
sealed record SecretForm(string Title, string Agreement, IReadOnlyList<SecretField> Fields, Action<IReadOnlyList<string>> Take)
{
    /// <summary>What was wrong with an earlier input, or null.</summary>
    public string? Complaint { get; init; }
}

/// <summary>One line of a <see cref="SecretForm"/>.</summary>
/// <param name="Label">What is asked for.</param>
sealed record SecretField(string Label)
{
    /// <summary>It is not to be read on the screen.</summary>
    public bool IsSecret { get; init; } = true;

    /// <summary>What stands there already.</summary>
    public string Text { get; init; } = "";

    /// <summary>The most bytes of UTF-8 it may have.</summary>
    public int MaxBytes { get; init; } = Protocol.Limits.MaxPasswordBytes;

    /// <summary>Says what is wrong with a text, given all texts typed so far; null when nothing is.</summary>
    public Func<string, IReadOnlyList<string>, string?> Check { get; init; } = (_, _) => null;

    /// <summary>It is the field before once more; when they differ, either may be wrong.</summary>
    public bool IsRepetition { get; init; }

    /// <summary>Says what is wrong with a text, its length too; null when nothing is.</summary>
    public string? Problem(string text, IReadOnlyList<string> before) =>
        Encoding.UTF8.GetByteCount(text) > MaxBytes ? string.Create(CultureInfo.InvariantCulture, $"At most {MaxBytes} bytes.") : Check(text, before);
}
