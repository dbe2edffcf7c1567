using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TuiChat.Terminal;

/// <summary>
/// Reads themes from JSON: "name", "kind" (dark or light), optional "palette" (name to colour), "contrast" (a number),
/// "names" (a list of colours for people), and "roles" (role to look). Comments and trailing commas are allowed.
/// </summary>
public static class ThemeFile
{
    static readonly string[] Keys = ["name", "kind", "palette", "contrast", "names", "roles"];

    /// <summary>Reads a theme.</summary>
    /// <param name="utf8">The text of the file.</param>
    /// <param name="fileName">The name to call it by in problems.</param>
    /// <param name="schema">The roles it may name.</param>
    public static ThemeReading Parse(ReadOnlySpan<byte> utf8, string fileName, ThemeSchema schema)
    {
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        var draft = new Draft(fileName, schema);
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            draft.Read(ref reader, utf8);
        }
        catch (JsonException broken)
        {
            draft.Report(broken.LineNumber + 1 ?? 1, broken.BytePositionInLine + 1 ?? 1, null, "this is not JSON: " + FirstSentence(broken.Message));
            return new ThemeReading(null, draft.Problems);
        }

        return new ThemeReading(draft.Build(), draft.Problems);
    }

    // The message goes on with the position, which is told in front already.
    static string FirstSentence(string message) =>
        message.IndexOf(" LineNumber:", StringComparison.Ordinal) is int end and > 0 ? message[..end] : message;

    sealed class Draft(string fileName, ThemeSchema schema)
    {
        readonly Dictionary<string, Color> _palette = new(StringComparer.Ordinal);
        readonly List<(string Role, string Text, long Line, long Column)> _roles = [];
        readonly List<(string Text, long Line, long Column)> _names = [];
        string? _name;
        ThemeKind? _kind;
        double _contrast = Contrast.Readable;

        public List<string> Problems { get; } = [];

        public void Report(long line, long column, string? key, string problem) => Problems.Add(
            string.Create(CultureInfo.InvariantCulture, $"{fileName}:{line}:{column} {(key is null ? "" : key + ": ")}{problem}"));

        public void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                Report(1, 1, null, "a theme is an object: { \"name\": …, \"kind\": …, \"roles\": … }");
                reader.Skip();
                return;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string key = Decode(ref reader);
                (long line, long column) = Position(utf8, reader.TokenStartIndex);
                reader.Read();
                ReadKey(ref reader, utf8, key, line, column);
            }

            // Reads to the end, so that rubbish behind the object is found.
            while (reader.Read())
            {
            }
        }

        public Theme? Build()
        {
            if (_name is null)
                Report(1, 1, "name", "is missing; give the theme a name");
            if (_kind is null)
                Report(1, 1, "kind", "is missing; allowed are dark, light");
            if (_name is null || _kind is null)
                return null;
            var written = new Dictionary<string, StyleText>(StringComparer.Ordinal);
            foreach ((string role, string text, long line, long column) in _roles)
                AddRole(written, role, text, line, column);
            var styles = new Dictionary<string, Style>(StringComparer.Ordinal);
            foreach (ThemeRole role in schema.Roles)
            {
                Style fallback = role.Fallback is { } name ? styles[name] : Style.Default;
                styles[role.Name] = written.TryGetValue(role.Name, out StyleText? look) ? look.Over(fallback) : fallback;
            }

            return new Theme(_name, _kind.Value, schema, styles, NameColors(), _contrast);
        }

        void ReadKey(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, string key, long line, long column)
        {
            switch (key)
            {
                case "name":
                    _name = Text(ref reader, utf8, key);
                    break;
                case "kind":
                    ReadKind(Text(ref reader, utf8, key), Position(utf8, reader.TokenStartIndex));
                    break;
                case "contrast":
                    ReadContrast(ref reader, utf8);
                    break;
                case "palette":
                    ReadStrings(ref reader, utf8, key, AddColor);
                    break;
                case "roles":
                    ReadStrings(ref reader, utf8, key, (role, text, at, column) => _roles.Add((role, text, at, column)));
                    break;
                case "names":
                    ReadStrings(ref reader, utf8, key, (_, text, at, column) => _names.Add((text, at, column)));
                    break;
                default:
                    Report(line, column, key, $"unknown key; allowed are {string.Join(", ", Keys)}" + StyleText.Suggest(key, Keys));
                    reader.Skip();
                    break;
            }
        }

        string? Text(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, string key)
        {
            if (reader.TokenType == JsonTokenType.String)
                return Decode(ref reader);
            (long line, long column) = Position(utf8, reader.TokenStartIndex);
            Report(line, column, key, "must be a text in quotes");
            reader.Skip();
            return null;
        }

        void ReadKind(string? text, (long Line, long Column) at)
        {
            _kind = text switch { "dark" => ThemeKind.Dark, "light" => ThemeKind.Light, _ => null };
            if (text is null || _kind is not null)
                return;
            Report(at.Line, at.Column, "kind", $"\"{text}\" is not allowed; allowed are dark, light" + StyleText.Suggest(text, ["dark", "light"]));
            _kind = ThemeKind.Dark;
        }

        void ReadContrast(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
        {
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double value) && value is >= 1 and <= 21)
            {
                _contrast = value;
                return;
            }

            (long line, long column) = Position(utf8, reader.TokenStartIndex);
            Report(line, column, "contrast", "must be a number from 1 to 21");
            reader.Skip();
        }

        // An object of texts, or for "names" an array of them (their key is then their number).
        void ReadStrings(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, string key, Action<string, string, long, long> add)
        {
            JsonTokenType start = key == "names" ? JsonTokenType.StartArray : JsonTokenType.StartObject;
            if (reader.TokenType != start)
            {
                (long line, long column) = Position(utf8, reader.TokenStartIndex);
                Report(line, column, key, start == JsonTokenType.StartArray ? "must be a list: [ … ]" : "must be an object: { … }");
                reader.Skip();
                return;
            }

            int depth = reader.CurrentDepth;
            string name = "";
            int number = 0;
            while (reader.Read() && reader.CurrentDepth > depth)
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    name = Decode(ref reader);
                    continue;
                }

                number++;
                (long line, long column) = Position(utf8, reader.TokenStartIndex);
                string full = start == JsonTokenType.StartArray ? string.Create(CultureInfo.InvariantCulture, $"names[{number}]") : $"{key}.{name}";
                if (Text(ref reader, utf8, full) is { } text)
                    add(name, text, line, column);
            }
        }

        void AddColor(string name, string text, long line, long column)
        {
            if (StyleText.ParseColor(text, _palette, out string problem) is { } color)
                _palette[name] = color;
            else
                Report(line, column, "palette." + name, problem);
        }

        void AddRole(Dictionary<string, StyleText> written, string role, string text, long line, long column)
        {
            if (!schema.Contains(role))
                Report(line, column, "roles." + role, "unknown role" + (NearestName.Find(role, schema.Names) is { } near
                    ? $"; did you mean \"{near}\"?"
                    : $"; allowed are {string.Join(", ", schema.Names)}"));
            else if (StyleText.Parse(text, _palette, out string problem) is { } style)
                written[role] = style;
            else
                Report(line, column, "roles." + role, problem);
        }

        List<Color> NameColors()
        {
            var colors = new List<Color>();
            foreach ((string text, long line, long column) in _names)
            {
                if (StyleText.ParseColor(text, _palette, out string problem) is { } color)
                    colors.Add(color);
                else
                    Report(line, column, "names", problem);
            }

            return colors;
        }

        // Invalid UTF-8 and lone surrogates in escapes are found only here.
        static string Decode(ref Utf8JsonReader reader)
        {
            try
            {
                return reader.GetString() ?? "";
            }
            catch (InvalidOperationException broken)
            {
                throw new JsonException("a text is not valid Unicode.", broken);
            }
        }

        static (long Line, long Column) Position(ReadOnlySpan<byte> utf8, long index)
        {
            ReadOnlySpan<byte> before = utf8[..(int)index];
            int lineStart = before.LastIndexOf((byte)'\n') + 1;
            return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
        }
    }
}
