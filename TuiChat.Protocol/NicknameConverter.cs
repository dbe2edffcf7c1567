using System.Text.Json;
using System.Text.Json.Serialization;

namespace TuiChat.Protocol;

/// <summary>Reads and checks a nickname; a bad one is told by <see cref="NameException"/>.</summary>
sealed class NicknameConverter : JsonConverter<Nickname>
{
    /// <inheritdoc/>
    public override Nickname Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Nickname.TryParse(NameException.ReadString(ref reader), out var nickname, out var problem)
            ? nickname
            : throw new NameException(RefusalCode.NickBad, problem);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Nickname value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
