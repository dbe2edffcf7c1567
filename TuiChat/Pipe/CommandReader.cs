using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using TuiChat.Protocol;

namespace TuiChat.Pipe;

/// <summary>
/// Reads a line of the standard input: one that begins with <c>{</c> is a command, any other is said as it stands. Reading never
/// throws: whatever is in the line, the result is a command, a problem, or nothing for a line without anything to say. Pure.
/// </summary>
static class CommandReader
{
    static readonly JsonDocumentOptions Strict = new() { MaxDepth = Limits.MaxDepth, AllowDuplicateProperties = false };

    /// <summary>The kinds of commands with the fields that each may have; <c>send</c> is meant where none is named.</summary>
    public static FrozenDictionary<string, string[]> Kinds { get; } = new Dictionary<string, string[]>
    {
        ["send"] = ["t", "id", "room", "text", "kind", "reply", "cid"],
        ["edit"] = ["t", "id", "room", "target", "text", "cid"],
        ["delete"] = ["t", "id", "room", "target", "cid"],
        ["react"] = ["t", "id", "room", "target", "text", "remove", "cid"],
        ["set-topic"] = ["t", "id", "room", "text"],
        ["join"] = ["t", "id", "room"],
        ["leave"] = ["t", "id", "room"],
        ["people"] = ["t", "id", "room"],
        ["rooms"] = ["t", "id"],
        ["quit"] = ["t", "id", "text"],
    }.ToFrozenDictionary();

    /// <summary>Reads one line.</summary>
    /// <param name="line">Without its newline.</param>
    /// <param name="room">The room that is meant where none is named, or null when we are in none.</param>
    public static (PipeCommand? Command, PipeProblem? Problem) Read(ReadOnlyMemory<byte> line, RoomName? room)
    {
        if (line.Span is [(byte)'{', ..]) return ReadObject(line, room);
        var text = PlainText.Clean(Encoding.UTF8.GetString(line.Span)); // what is no UTF-8 becomes U+FFFD
        if (text.Trim().Length == 0) return (null, null);
        if (room is not { } place) return (null, new PipeProblem(null, RefusalCode.NotMember, "You are in no room. Join one first."));
        return TextRules.Problem(text, Limits.MaxTextBytes, isMultiline: true) is { } refusal
            ? (null, new PipeProblem(null, refusal.Code, refusal.Text))
            : (new PipeCommand(null, new SendRequest { Room = place, Text = text }), null);
    }

    static (PipeCommand? Command, PipeProblem? Problem) ReadObject(ReadOnlyMemory<byte> line, RoomName? room)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line, Strict);
        }
        catch (JsonException)
        {
            return (null, new PipeProblem(null, RefusalCode.BadJson, "The line begins with { and is no JSON object in UTF-8, nests too deeply, or has a field twice. To say it, put it into the field “text” of an object."));
        }
        using (document)
        {
            var fields = new CommandFields(document.RootElement, room);
            var id = fields.OptionalText("id");
            if (id?.Length > Limits.MaxIdChars)
            {
                fields.Fail(RefusalCode.BadField, $"The field “id” has at most {Limits.MaxIdChars} characters.");
                id = null;
            }
            var kind = fields.OptionalText("t") ?? "send";
            if (fields.Problem is null) CheckNames(document.RootElement, kind, fields);
            var request = fields.Problem is null ? Make(kind, fields) : null;
            return fields.Problem is { } wrong || request is null
                ? (null, new PipeProblem(id, fields.Problem?.Code ?? RefusalCode.UnknownType, fields.Problem?.Text ?? ""))
                : (new PipeCommand(id, request), null);
        }
    }

    /// <summary>A field that is not known is a slip of the pen: what would be done without it is not what was meant.</summary>
    static void CheckNames(JsonElement line, string kind, CommandFields fields)
    {
        if (!Kinds.TryGetValue(kind, out var known))
        {
            fields.Fail(RefusalCode.UnknownType, $"There is no command of this name. There are {string.Join(", ", Kinds.Keys.Order(StringComparer.Ordinal))}.");
            return;
        }
        if (line.EnumerateObject().Any(property => !known.Any(property.NameEquals)))
            fields.Fail(RefusalCode.BadField, $"There is a field that is not known. The fields of {kind} are {string.Join(", ", known)}.");
    }

    static Request? Make(string kind, CommandFields fields) => kind switch
    {
        "send" => new SendRequest { Room = fields.Room(), Text = Speech(fields), Kind = fields.Kind(), Reply = fields.OptionalNumber("reply"), Cid = fields.Cid() },
        "edit" => new EditRequest { Room = fields.Room(), Target = fields.Number("target"), Text = Speech(fields), Cid = fields.Cid() },
        "delete" => new DeleteRequest { Room = fields.Room(), Target = fields.Number("target"), Cid = fields.Cid() },
        "react" => new ReactRequest { Room = fields.Room(), Target = fields.Number("target"), Text = Reaction(fields), Remove = fields.Flag("remove"), Cid = fields.Cid() },
        "set-topic" => new SetTopicRequest { Room = fields.Room(), Text = Short(fields, fields.Text("text")) },
        "join" => new JoinRequest { Room = Named(fields) },
        "leave" => new LeaveRequest { Room = fields.Room() },
        "people" => new PeopleRequest { Room = fields.Room() },
        "rooms" => new RoomsRequest(),
        "quit" => new QuitRequest { Text = fields.OptionalText("text") is { } text ? Short(fields, text) : null },
        _ => null,
    };

    /// <summary>The room of a join is the one thing that it says.</summary>
    static RoomName Named(CommandFields fields)
    {
        fields.Text("room");
        return fields.Problem is null ? fields.Room() : default;
    }

    static string Speech(CommandFields fields)
    {
        var text = fields.Text("text");
        fields.Check(text.Trim().Length == 0 ? new Refusal(RefusalCode.TextBad, "There is nothing to send.") : TextRules.Problem(text, Limits.MaxTextBytes, isMultiline: true));
        return text;
    }

    static string Reaction(CommandFields fields)
    {
        var text = fields.Text("text");
        fields.Check(TextRules.ReactionProblem(text));
        return text;
    }

    static string Short(CommandFields fields, string text)
    {
        fields.Check(TextRules.Problem(text, Limits.MaxShortTextBytes, isMultiline: false));
        return text;
    }
}
