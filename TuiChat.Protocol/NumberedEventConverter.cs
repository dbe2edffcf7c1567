using System.Text.Json;
using System.Text.Json.Serialization;

namespace TuiChat.Protocol;

/// <summary>Reads and writes an event inside a <see cref="Page"/> by its field <c>t</c>, wherever in the object that stands.</summary>
sealed class NumberedEventConverter : JsonConverter<NumberedEvent>
{
    /// <inheritdoc/>
    public override NumberedEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var ahead = reader;
        if (reader.TokenType != JsonTokenType.StartObject || Envelope.Read(ref ahead) is not { Type: { } type } envelope) throw new JsonException();
        var info = MessageTypes.Find(type) ?? MessageTypes.Unknown;
        return JsonSerializer.Deserialize(ref reader, info) switch
        {
            UnknownEvent unknown => unknown with { Name = type },
            NumberedEvent known => known,
            _ => throw new JsonException($"A “{envelope.Type}” is not an event that is stored."),
        };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, NumberedEvent value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, MessageTypes.Of(value));
}
