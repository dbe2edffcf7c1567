using System.Globalization;
using System.Text;
using TuiChat.Inputs;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>What becomes of a paste of many lines, or of one that is too long for a message: asked before any of it is sent.</summary>
/// <param name="text">The whole message that the paste would make, cleaned, with line feeds.</param>
/// <param name="maxBytes">What one message takes.</param>
/// <param name="maxMessages">How many messages can wait to be sent.</param>
/// <param name="isTruncated">The end of the paste is missing.</param>
sealed class PasteQuestion(string text, int maxBytes, int maxMessages, bool isTruncated)
{
    const int ShownLines = 3;
    const int ShownColumns = 52;

    readonly IReadOnlyList<string> _parts = MessageParts.Split(text, maxBytes);
    readonly IReadOnlyList<string> _lines = MessageParts.Lines(text, maxBytes);

    /// <summary>It is to be sent, as these messages.</summary>
    public event Action<IReadOnlyList<string>>? Sent;

    /// <summary>It is to go into the line.</summary>
    public event Action? Edited;

    /// <summary>Asks.</summary>
    public void Open(Application application)
    {
        var choices = new List<(DialogChoice Choice, Action Do)>();
        if (_parts.Count <= maxMessages) choices.Add((new DialogChoice(_parts.Count == 1 ? "Send as one" : Count(_parts.Count, "Send in {0} parts"), "s"), () => Sent?.Invoke(_parts)));
        if (_lines.Count <= maxMessages && _lines.Count > 1 && text.Contains('\n', StringComparison.Ordinal)) choices.Add((new DialogChoice("Line by line", "l"), () => Sent?.Invoke(_lines)));
        choices.Add((new DialogChoice("Edit", "e"), () => Edited?.Invoke()));
        choices.Add((new DialogChoice("Cancel", "c"), () => { }));
        var dialog = new Dialog("Paste", new Label(Describe(), StandardRoles.Dialog), [.. choices.Select(entry => entry.Choice)]);
        dialog.Closed += choice =>
        {
            if (choice >= 0) choices[choice].Do();
        };
        dialog.Open(application);
    }

    string Describe()
    {
        var lines = text.Split('\n');
        var size = string.Create(CultureInfo.InvariantCulture, $"{lines.Length:#,0} {(lines.Length == 1 ? "line" : "lines")}, {Encoding.UTF8.GetByteCount(text):#,0} bytes. One message takes {maxBytes:#,0}.");
        var told = new StringBuilder(size);
        if (isTruncated) told.Append("\nIt was longer than can be pasted; its end is missing.");
        if (_lines.Count > maxMessages) told.Append(Count(maxMessages, "\nNo more than {0} messages can wait to be sent."));
        told.Append('\n');
        foreach (var line in lines.Take(ShownLines)) told.Append("\n│ ").Append(TextWidth.Truncate(line, ShownColumns));
        if (lines.Length > ShownLines) told.Append(Count(lines.Length - ShownLines, "\n│ … and {0} more"));
        return told.ToString();
    }

    static string Count(int number, string format) => string.Format(CultureInfo.InvariantCulture, format, number.ToString("#,0", CultureInfo.InvariantCulture));
}
