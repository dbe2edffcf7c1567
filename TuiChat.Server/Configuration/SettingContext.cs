using System.Text.Json.Serialization;

namespace TuiChat.Server.Configuration;

/// <summary>The serializers of the configuration.</summary>
[JsonSerializable(typeof(string))]
sealed partial class SettingContext : JsonSerializerContext;
