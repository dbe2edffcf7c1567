using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Serialization;

namespace TuiChat.Protocol;

/// <summary>A checked room name: 1–32 letters, digits, <c>_ - .</c>, in NFKC and lower case, or that of a direct room; equal names are equal values.</summary>
[JsonConverter(typeof(RoomNameConverter))]
public readonly record struct RoomName
{
    /// <summary>The room that every server has and that is offered first.</summary>
    public static readonly RoomName Main = new("main");

    /// <summary>26 characters of base32: 130 bits, so that nobody finds two pairs of people with one room.</summary>
    const int DirectChars = 26;

    readonly string? _value;

    RoomName(string value) => _value = value;

    /// <summary>The name, without a leading <c>#</c>; empty only in <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>
    /// Whether it is the room of two people: <c>@</c> and 26 characters of <c>a–z2–7</c>. The server makes such a name of both;
    /// a client learns it from <see cref="RoomState"/>, <see cref="DirectRoom"/> or <see cref="DirectList"/>.
    /// </summary>
    public bool IsDirect => Value.StartsWith('@');

    /// <summary>Checks, normalises and lower-cases; on false <paramref name="problem"/> is a sentence for a person.</summary>
    public static bool TryParse(string? text, out RoomName room, [NotNullWhen(false)] out string? problem)
    {
        room = default;
        problem = null;
        if (IsDirectName(text))
        {
            room = new RoomName(text!); // a text that begins with @
            return true;
        }
        var normal = NameRules.Normalize(text ?? "", NormalizationForm.FormKC)?.ToLowerInvariant();
        problem = normal is null
            ? "A room name is made of letters, digits and _ - . in valid Unicode."
            : NameRules.Problem(normal, Limits.MaxRoomNameRunes, "room name");
        if (problem is not null) return false;
        room = new RoomName(normal!); // null was answered by a problem above
        return true;
    }

    static bool IsDirectName(string? text)
    {
        if (text is not { Length: DirectChars + 1 } || text[0] != '@') return false;
        foreach (var c in text.AsSpan(1))
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '2' and <= '7'))) return false;
        }
        return true;
    }

    /// <summary>The name itself.</summary>
    public override string ToString() => Value;
}
