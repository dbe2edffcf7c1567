using System.Text.Json;
using System.Text.Json.Serialization;

namespace TuiChat.Protocol;

/// <summary>Reads and checks a room name; a bad one is told by <see cref="NameException"/>.</summary>
sealed class RoomNameConverter : JsonConverter<RoomName>
{
    /// <inheritdoc/>
    public override RoomName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        RoomName.TryParse(NameException.ReadString(ref reader), out var room, out var problem)
            ? room
            : throw new NameException(RefusalCode.RoomBad, problem);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RoomName value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
