using System.Text.Encodings.Web;
using System.Text.Json;

namespace TuiChat.Settings;

/// <summary>Texts as they stand in the file.</summary>
static class SettingJson
{
    /// <summary>A text in quotes; only what JSON itself asks for is escaped, so that people can read it.</summary>
    public static string Text(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
