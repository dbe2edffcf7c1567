using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace TuiChat.Protocol;

/// <summary>
/// Turns one line into a message and back (JSON Lines; JSON after RFC 8259, UTF-8 only). Knows no socket and keeps nothing of a message.
/// Reading never throws: whatever stands in the line, the result is a message or a refusal.
/// </summary>
public static class MessageCodec
{
    const string HalfPair = "A string in the line holds half of a surrogate pair. Send whole characters.";

    static readonly ArrayBufferWriter<byte> Nowhere = new(1);

    /// <summary>Every message of a thread goes through one writer: nothing is allocated for it.</summary>
    [ThreadStatic]
    static Utf8JsonWriter? _writer;

    static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = Limits.MaxDepth };

    /// <summary>Reads one line, without its newline.</summary>
    /// <param name="line">At most <see cref="Limits.MaxLineBytes"/>; a longer one is refused.</param>
    public static DecodeResult Decode(ReadOnlySpan<byte> line)
    {
        if (line.Length > Limits.MaxLineBytes)
            return Refuse(RefusalCode.TooLong, $"A line has at most {Limits.MaxLineBytes} bytes. Send the text in parts.");
        if (!Utf8.IsValid(line)) return Refuse(RefusalCode.BadJson, "The line is not valid UTF-8. Send UTF-8.");
        if (!TryReadEnvelope(line, out var envelope, out var problem)) return Refuse(RefusalCode.BadJson, problem);
        if (envelope.IsIdTooLong) return Refuse(RefusalCode.BadField, $"The field “id” has at most {Limits.MaxIdChars} characters.");
        if (envelope.Type is null)
            return Refuse(RefusalCode.BadField, "The field “t” is missing or no short string; it names the message.", envelope.Id);
        var info = MessageTypes.Find(envelope.Type) ?? (envelope.IsNumbered ? MessageTypes.Unknown : null);
        if (info is null)
            return Refuse(RefusalCode.UnknownType, $"No message is called “{Shown(envelope.Type)}” here. The list stands in docs/PROTOCOL.md.", envelope.Id);
        return DecodeAs(line, info, envelope);
    }

    /// <summary>Writes a message and its newline.</summary>
    /// <exception cref="ArgumentException">A string in the message is no valid UTF-16; ask <see cref="TextRules"/> first.</exception>
    public static void Encode(IBufferWriter<byte> output, Message message)
    {
        var writer = _writer ??= new Utf8JsonWriter(output, WireContext.WriterOptions);
        writer.Reset(output); // also after one that failed
        JsonSerializer.Serialize(writer, message, MessageTypes.Of(message));
        writer.Flush();
        writer.Reset(Nowhere); // what was written to must not live as long as the thread
        output.Write("\n"u8);
    }

    /// <summary>The bytes of a message with its newline.</summary>
    /// <inheritdoc cref="Encode(IBufferWriter{byte}, Message)" path="/exception"/>
    public static byte[] Encode(Message message)
    {
        var output = new ArrayBufferWriter<byte>(256);
        Encode(output, message);
        return output.WrittenSpan.ToArray();
    }

    static bool TryReadEnvelope(ReadOnlySpan<byte> line, out Envelope envelope, [NotNullWhen(false)] out string? problem)
    {
        envelope = default;
        problem = null;
        try
        {
            var reader = new Utf8JsonReader(line, ReaderOptions);
            envelope = Envelope.Read(ref reader);
            if (reader.Read()) problem = "Something stands behind the JSON object. One line is one object.";
        }
        catch (JsonException)
        {
            problem = $"The line is no JSON object of at most {Limits.MaxDepth} levels, such as {{\"t\":\"about\",\"id\":\"1\"}}.";
        }
        catch (InvalidOperationException)
        {
            problem = HalfPair;
        }
        return problem is null;
    }

    static DecodeResult DecodeAs(ReadOnlySpan<byte> line, JsonTypeInfo info, Envelope envelope)
    {
        try
        {
            return JsonSerializer.Deserialize(line, info) switch
            {
                var message when HasNullElement(message) => Refuse(RefusalCode.BadField, "A list holds null where a value is needed. See docs/PROTOCOL.md.", envelope.Id),
                UnknownEvent unknown => new DecodeResult(unknown with { Name = envelope.Type! }, null, null), // asked for by the caller
                Message message => new DecodeResult(message, null, envelope.Id),
                _ => Refuse(RefusalCode.BadJson, "The line is no JSON object.", envelope.Id),
            };
        }
        catch (NameException e)
        {
            return Refuse(e.Code, e.Message, envelope.Id);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return HasHalfPair(line)
                ? Refuse(RefusalCode.BadJson, HalfPair, envelope.Id)
                : Refuse(RefusalCode.BadField, Explain(line, info, (e as JsonException)?.Path), envelope.Id);
        }
    }

    /// <summary>Nullable annotations are kept by the reader for fields, but not for the elements of lists.</summary>
    static bool HasNullElement(object? message) => message switch
    {
        Hello hello => hello.Caps.Contains(null!) || hello.Rooms?.Contains(null!) == true,
        Welcome welcome => welcome.Caps.Contains(null!),
        ServerInfo server => server.Caps.Contains(null!),
        RoomList rooms => rooms.Rooms.Contains(null!),
        PeopleList people => people.People.Contains(null!),
        SessionList sessions => sessions.Sessions.Contains(null!),
        DirectList directs => directs.Directs.Contains(null!),
        MarkerList markers => markers.Markers.Contains(null!),
        BanList bans => bans.Bans.Contains(null!),
        LogPage log => log.Entries.Contains(null!),
        Page page => page.Events.Contains(null!) || page.Events.Any(HasNullElement),
        ChatMessage { Reactions: { } reactions } => reactions.Contains(null!),
        _ => false,
    };

    /// <summary>Names the field at fault: the path that the reader knows, or the first required field that is not there.</summary>
    static string Explain(ReadOnlySpan<byte> line, JsonTypeInfo info, string? faultPath)
    {
        var present = FieldNames(line);
        var missing = info.Properties.FirstOrDefault(property => property.IsRequired && !present.Contains(property.Name))?.Name;
        if (missing is not null) return $"The field “{missing}” is missing. See docs/PROTOCOL.md.";
        var path = faultPath is { Length: > 2 } known && known.StartsWith("$.", StringComparison.Ordinal) ? known[2..] : null;
        return path is null
            ? "A field stands there twice or has a wrong type. See docs/PROTOCOL.md."
            : $"The field “{Shown(path)}” stands there twice or has a wrong type or value. See docs/PROTOCOL.md.";
    }

    /// <summary>Whether an escaped string in the line cannot be a .NET string; the reader tells it by nothing but an exception.</summary>
    static bool HasHalfPair(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, ReaderOptions);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped) reader.GetString();
            }
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    static HashSet<string> FieldNames(ReadOnlySpan<byte> line)
    {
        var names = new HashSet<string>();
        var reader = new Utf8JsonReader(line, ReaderOptions);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueIsEscaped && reader.GetString() is { } name) names.Add(name); // ours are plain; an escape may hold half a pair
            reader.Skip();
        }
        return names;
    }

    /// <summary>A piece of what came in, short and without control characters, fit to be shown back.</summary>
    static string Shown(string text) =>
        string.Concat(text.Take(Limits.MaxIdChars).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));

    static DecodeResult Refuse(string code, string text, string? id = null) => new(null, new Refusal(code, text), id);
}
