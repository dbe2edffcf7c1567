using System.Text.Json;

namespace TuiChat.Protocol;

/// <summary>Carries the refusal of a name out of a converter, which has no other way out. Never leaves <see cref="MessageCodec"/>.</summary>
sealed class NameException(string code, string problem) : JsonException(problem)
{
    /// <summary>One of <see cref="RefusalCode"/>.</summary>
    public string Code { get; } = code;

    /// <summary>The string at the reader, or an error that names the field; a converter is asked for any token.</summary>
    public static string ReadString(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String
        ? reader.GetString()! // a String token has a string
        : throw new JsonException();
}
