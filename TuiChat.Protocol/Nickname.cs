using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Serialization;

namespace TuiChat.Protocol;

/// <summary>
/// A checked nickname: 1–24 letters, digits, <c>_ - .</c>. Two nicknames are the same name when their <see cref="Key"/> is
/// equal, and confusable when their <see cref="Skeleton"/> is. Equality of the value itself is exact.
/// </summary>
[JsonConverter(typeof(NicknameConverter))]
public readonly record struct Nickname
{
    readonly string? _value;

    Nickname(string value) => _value = value;

    /// <summary>The name as its owner writes it, in NFC; empty only in <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>What makes a name unique on a server: NFKC, case folded.</summary>
    public string Key => Confusables.Fold(Value);

    /// <summary>Equal for names that look alike, such as a Latin and a Cyrillic <c>a</c> (after UTS #39 §4).</summary>
    public string Skeleton => Confusables.Skeleton(Value);

    /// <summary>Checks and normalises; on false <paramref name="problem"/> is a sentence for a person.</summary>
    public static bool TryParse(string? text, out Nickname nickname, [NotNullWhen(false)] out string? problem)
    {
        nickname = default;
        var normal = NameRules.Normalize(text ?? "", NormalizationForm.FormC);
        problem = normal is null
            ? "A nickname is made of letters, digits and _ - . in valid Unicode."
            : NameRules.Problem(normal, Limits.MaxNicknameRunes, "nickname");
        if (problem is not null) return false;
        nickname = new Nickname(normal!); // null was answered by a problem above
        return true;
    }

    /// <summary>The name itself.</summary>
    public override string ToString() => Value;
}
