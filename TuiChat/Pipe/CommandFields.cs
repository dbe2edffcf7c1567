using System.Text.Json;
using TuiChat.Protocol;

namespace TuiChat.Pipe;

/// <summary>The fields of one line of input, each asked for by its type. The first thing that is wrong is kept and ends it.</summary>
/// <param name="line">The line, an object.</param>
/// <param name="room">Where it is done when the line does not say, or null.</param>
sealed class CommandFields(JsonElement line, RoomName? room)
{
    /// <summary>What is wrong, or null.</summary>
    public (string Code, string Text)? Problem { get; private set; }

    /// <summary>A field that has to be there.</summary>
    public string Text(string name)
    {
        if (OptionalText(name) is { } text) return text;
        Fail(RefusalCode.BadField, $"The field “{name}” is missing.");
        return "";
    }

    /// <summary>A field that may be there.</summary>
    public string? OptionalText(string name)
    {
        if (!line.TryGetProperty(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String && TryGetText(value, out var text)) return text;
        Fail(RefusalCode.BadField, $"The field “{name}” is a string of whole characters.");
        return null;
    }

    /// <summary>The number of a line, which has to be there.</summary>
    public long Number(string name)
    {
        if (OptionalNumber(name) is { } number) return number;
        Fail(RefusalCode.BadField, $"The field “{name}” is missing.");
        return 0;
    }

    /// <summary>The number of a line, which may be there.</summary>
    public long? OptionalNumber(string name)
    {
        if (!line.TryGetProperty(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number > 0) return number;
        Fail(RefusalCode.BadField, $"The field “{name}” is the number of a line, 1 or more.");
        return null;
    }

    /// <summary>Yes or no; no when it is not there.</summary>
    public bool Flag(string name)
    {
        if (!line.TryGetProperty(name, out var value)) return false;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Fail(RefusalCode.BadField, $"The field “{name}” is true or false.");
        return false;
    }

    /// <summary>The room that is named, or the one that is meant without a name.</summary>
    public RoomName Room()
    {
        if (OptionalText("room") is not { } text)
        {
            if (room is null) Fail(RefusalCode.NotMember, "You are in no room. Join one first.");
            return room ?? default;
        }
        if (!RoomName.TryParse(text.TrimStart('#'), out var named, out var problem)) Fail(RefusalCode.RoomBad, problem);
        return named;
    }

    /// <summary>The id that makes a repeat harmless.</summary>
    public Guid? Cid()
    {
        if (OptionalText("cid") is not { } text) return null;
        if (Guid.TryParseExact(text, "D", out var cid)) return cid;
        Fail(RefusalCode.BadField, "The field “cid” is a UUID, such as 0193a5c0-0000-7000-8000-000000000001.");
        return null;
    }

    /// <summary>Plain speech or <c>action</c>.</summary>
    public string? Kind()
    {
        var kind = OptionalText("kind");
        if (kind is not null and not MessageKind.Action) Fail(RefusalCode.BadField, "The field “kind” is “action” or left out.");
        return kind;
    }

    /// <summary>Notes what is wrong, if anything is.</summary>
    public void Check(Refusal? refusal)
    {
        if (refusal is { } wrong) Fail(wrong.Code, wrong.Text);
    }

    /// <summary>Notes what is wrong, unless something was before.</summary>
    public void Fail(string code, string text) => Problem ??= (code, text);

    /// <summary>A string with half of a surrogate pair is valid JSON and no string here.</summary>
    static bool TryGetText(JsonElement value, out string? text)
    {
        try
        {
            text = value.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            text = null;
            return false;
        }
    }
}
