using System.Text;
using System.Text.Json;

namespace TuiChat.Settings;

/// <summary>
/// Changes one value of a JSON object and nothing else of the text, so that comments, order and spacing stay as somebody wrote them.
/// The text must be good JSON with comments.
/// </summary>
static class JsonEdit
{
    static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Sets a property of the root to a value given as JSON; null takes it out.</summary>
    public static string Set(string text, string key, string? value)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var (found, last, end) = Find(utf8, key);
        if (found is { } place) return value is null ? Remove(utf8, place) : Splice(utf8, place.Value.Start.Value, place.Value.End.Value, value);
        if (value is null) return text;
        var line = $"  {SettingJson.Text(key)}: {value}\n";
        var head = Encoding.UTF8.GetString(utf8, 0, end);
        if (last is { } before && !HasComma(utf8, before)) head = Splice(utf8[..end], before, before, ",");
        head = head.TrimEnd(' ', '\t');
        return head + (head.EndsWith('\n') ? "" : "\n") + line + Encoding.UTF8.GetString(utf8, end, utf8.Length - end);
    }

    /// <summary>Where the property stands, where the last value of the root ends, and where its closing brace is.</summary>
    static ((int Name, Range Value)? Found, int? Last, int End) Find(byte[] utf8, string key)
    {
        var json = new Utf8JsonReader(utf8, Lenient);
        json.Read();
        (int, Range)? found = null;
        int? last = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = json.ValueTextEquals(key);
            var name = (int)json.TokenStartIndex;
            json.Read();
            var start = (int)json.TokenStartIndex;
            json.Skip();
            last = (int)json.BytesConsumed;
            if (isIt) found = (name, start..last.Value);
        }
        return (found, last, (int)json.TokenStartIndex);
    }

    /// <summary>Takes the property out with its comma, and its line when nothing else stands there.</summary>
    static string Remove(byte[] utf8, (int Name, Range Value) place)
    {
        var end = place.Value.End.Value;
        var comma = SkipBlanks(utf8, end);
        if (comma < utf8.Length && utf8[comma] == ',') end = comma + 1;
        var start = place.Name;
        while (start > 0 && utf8[start - 1] is (byte)' ' or (byte)'\t') start--;
        var rest = SkipBlanks(utf8, end);
        if (start > 0 && utf8[start - 1] == '\n' && rest < utf8.Length && utf8[rest] == '\n') end = rest + 1;
        return Splice(utf8, start, end, "");
    }

    static int SkipBlanks(byte[] utf8, int at)
    {
        while (at < utf8.Length && utf8[at] is (byte)' ' or (byte)'\t' or (byte)'\r') at++;
        return at;
    }

    /// <summary>Whether a comma follows a value, behind blanks and comments.</summary>
    static bool HasComma(byte[] utf8, int at)
    {
        while (at < utf8.Length)
        {
            if (utf8[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') at++;
            else if (utf8.AsSpan(at).StartsWith("//"u8)) at += 1 + utf8.AsSpan(at).IndexOf((byte)'\n');
            else if (utf8.AsSpan(at).StartsWith("/*"u8)) at += 2 + utf8.AsSpan(at).IndexOf("*/"u8);
            else return utf8[at] == ',';
        }
        return false;
    }

    static string Splice(byte[] utf8, int start, int end, string value) =>
        Encoding.UTF8.GetString(utf8, 0, start) + value + Encoding.UTF8.GetString(utf8, end, utf8.Length - end);
}
