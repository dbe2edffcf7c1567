using System.Text.Json.Serialization;

namespace TuiChat.Inputs;

/// <summary>One line of the file of the <see cref="InputStore"/>: something that was typed in a room, sent or not.</summary>
/// <param name="Server">The id of the server.</param>
/// <param name="Room">The room.</param>
/// <param name="Line">A line that was sent or run, or null.</param>
/// <param name="Draft">What stands unsent in the room from now on, "" for nothing; null when this says nothing about it.</param>
sealed record InputRecord(string Server, string Room, string? Line = null, string? Draft = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(InputRecord))]
sealed partial class InputRecordJson : JsonSerializerContext;
