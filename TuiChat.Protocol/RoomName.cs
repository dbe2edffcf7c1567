using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Serialization;

namespace TuiChat.Protocol;

/// <summary>A checked room name: 1–32 letters, digits, <c>_ - .</c>, in NFKC and lower case, so that equal names are equal values.</summary>
[JsonConverter(typeof(RoomNameConverter))]
public readonly record struct RoomName
{
    /// <summary>The room that every server has and that is offered first.</summary>
    public static readonly RoomName Main = new("main");

    readonly string? _value;

    RoomName(string value) => _value = value;

    /// <summary>The name, without a leading <c>#</c>; empty only in <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>Checks, normalises and lower-cases; on false <paramref name="problem"/> is a sentence for a person.</summary>
    public static bool TryParse(string? text, out RoomName room, [NotNullWhen(false)] out string? problem)
    {
        room = default;
        var normal = NameRules.Normalize(text ?? "", NormalizationForm.FormKC)?.ToLowerInvariant();
        problem = normal is null
            ? "A room name is made of letters, digits and _ - . in valid Unicode."
            : NameRules.Problem(normal, Limits.MaxRoomNameRunes, "room name");
        if (problem is not null) return false;
        room = new RoomName(normal!); // null was answered by a problem above
        return true;
    }

    /// <summary>The name itself.</summary>
    public override string ToString() => Value;
}
