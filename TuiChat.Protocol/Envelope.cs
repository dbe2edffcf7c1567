using System.Text.Json;

namespace TuiChat.Protocol;

/// <summary>The fields that tell what a line is and whom to answer, read before anything else of it.</summary>
/// <param name="Type">The field <c>t</c>, or null when there is none.</param>
/// <param name="Id">The field <c>id</c>, or null when there is none or it is no short string.</param>
/// <param name="IsIdTooLong">Whether there is an <c>id</c> of more than <see cref="Limits.MaxIdChars"/>.</param>
/// <param name="IsNumbered">Whether the line has the fields <c>room</c> and <c>seq</c>.</param>
readonly record struct Envelope(string? Type, string? Id, bool IsIdTooLong, bool IsNumbered)
{
    /// <summary>Reads the object that the reader stands at (or before), to its end.</summary>
    /// <exception cref="JsonException">No object, or no JSON.</exception>
    public static Envelope Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.None) reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A line is one JSON object: {…}.");
        string? type = null, id = null;
        bool room = false, seq = false, isIdTooLong = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("t"u8);
            var isId = reader.ValueTextEquals("id"u8);
            room |= reader.ValueTextEquals("room"u8);
            seq |= reader.ValueTextEquals("seq"u8);
            reader.Read();
            if (isType) type = ShortString(ref reader);
            else if (isId) id = ReadId(ref reader, ref isIdTooLong);
            else reader.Skip();
        }
        return new Envelope(type, id, isIdTooLong, room && seq);
    }

    /// <summary>The limit counts characters as they are meant, whatever bytes and escapes they are written with.</summary>
    static string? ReadId(ref Utf8JsonReader reader, ref bool isTooLong)
    {
        const int MaxEscaped = Limits.MaxIdChars * 6; // \uXXXX
        if (reader.TokenType == JsonTokenType.String)
        {
            var id = reader.ValueSpan.Length <= MaxEscaped ? reader.GetString() : null;
            if (id is { Length: <= Limits.MaxIdChars }) return id;
            isTooLong = true;
        }
        reader.Skip();
        return null;
    }

    static string? ShortString(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= Limits.MaxIdChars) return reader.GetString();
        reader.Skip();
        return null;
    }
}
