using System.Globalization;
using TuiChat.Protocol;
using TuiChat.Settings;
using TuiChat.Terminal;

namespace TuiChat.Views.Rows;

/// <summary>
/// The columns of a conversation: time, then the nick in a column of fixed width, right-aligned, then the text, which wraps under
/// itself. Puts rows of text into them. Pure but for the theme's cache of colours.
/// </summary>
/// <param name="theme">The look.</param>
/// <param name="zone">The time zone of the clock on the screen.</param>
/// <param name="marks">The signs beside the text.</param>
/// <param name="settings">The form of the time, the width of the nick column, and what is shown of comings and leavings.</param>
/// <param name="width">Columns of a row.</param>
/// <param name="isBare">For copying: text from edge to edge, without columns.</param>
/// <param name="colors">The colours that people chose; null for none.</param>
sealed class RowFrame(Theme theme, TimeZoneInfo zone, ChatMarks marks, ClientSettings settings, int width, bool isBare, Func<Nickname, string?>? colors = null)
{
    /// <summary>Narrower screens have no columns: time and nick stand above the text.</summary>
    const int LeastForColumns = 30;

    /// <summary>The look.</summary>
    public Theme Theme => theme;

    /// <summary>The signs beside the text.</summary>
    public ChatMarks Marks => marks;

    /// <summary>How those who come and leave are shown.</summary>
    public PresenceLines Presence => settings.Presence;

    /// <summary>Columns for the text of an entry.</summary>
    public int TextWidth => Math.Max(1, width - TextColumn);

    // 1 January 2000, 23:59:59 UTC: the length of the time as it is set.
    static readonly DateTimeOffset Sample = new(2000, 1, 1, 23, 59, 59, TimeSpan.Zero);

    /// <summary>Columns of the time and a sign behind it.</summary>
    int TimeColumns { get; } = TuiChat.Terminal.TextWidth.Measure(Shown(Sample, settings)) + 1;

    /// <summary>Columns of the nick column, less where the screen is narrow.</summary>
    int NickColumns => Math.Min(settings.NickWidth, width < 46 ? 6 : Math.Max(9, width / 5));

    int TextColumn => isBare ? 0 : width < LeastForColumns ? 2 : TimeColumns + NickColumns + 2;

    /// <summary>An entry of running text.</summary>
    public IReadOnlyList<TextRow> Line(RowHead head, params IReadOnlyList<TextRun> text) => Put(head, TextLayout.Wrap([.. Lead(head), .. text], TextWidth));

    /// <summary>What the text itself has to begin with: nothing, unless there are no columns to put it into.</summary>
    public IReadOnlyList<TextRun> Lead(RowHead head) => isBare
        ? [new TextRun(settings.Clock.Length == 0 ? "" : Clock(head.At) + " ", theme[StandardRoles.Text]), new TextRun(head.IsNick ? $"<{head.Name}> " : $"{head.Name} ", theme[StandardRoles.Text])]
        : [];

    /// <summary>Puts rows as wide as <see cref="TextWidth"/> into their column and the head before the first.</summary>
    public IReadOnlyList<TextRow> Put(RowHead head, IReadOnlyList<TextRow> text)
    {
        if (isBare) return text;
        var rows = new List<TextRow>(text.Count + 1);
        var isHeadAbove = width < LeastForColumns;
        if (isHeadAbove && !head.Place.IsContinued)
            rows.Add(new TextRow([new TextRun(Clock(head.At) + Sign(head), theme[ChatRoles.Time]), new TextRun(TuiChat.Terminal.TextWidth.Truncate(head.Name, width - TimeColumns), head.Style)]));
        for (var i = 0; i < text.Count; i++)
            rows.Add(i == 0 && !isHeadAbove && HasHead(head) ? WithHead(head, text[i]) : new TextRow(text[i].Runs, text[i].Indent + TextColumn));
        return rows;
    }

    /// <summary>A title in the middle of a thin line, over the whole width.</summary>
    public TextRow Rule(string title, string role)
    {
        var rest = Math.Max(0, width - TuiChat.Terminal.TextWidth.Measure(title) - 2);
        var line = WidthPolicy.OneColumn('─');
        return new TextRow($"{new string(line, rest / 2)} {title} {new string(line, rest - (rest / 2))}", theme[role]) { IsSeparator = true };
    }

    /// <summary>The day of an entry, written out.</summary>
    public string DayName(DateTimeOffset at) => Local(at).ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The look of a nickname: its own for oneself, a colour from its key for others.</summary>
    public Style NickStyle(Nickname who, bool isOwn) => NickStyle(theme, who, isOwn, isOwn ? null : colors?.Invoke(who));

    /// <summary>The look of a nickname: its own for oneself, a colour from its key for others.</summary>
    /// <param name="theme">The look.</param>
    /// <param name="who">Whose.</param>
    /// <param name="isOwn">It is our own.</param>
    /// <param name="chosen">The colour that the person chose, made readable; null for none.</param>
    public static Style NickStyle(Theme theme, Nickname who, bool isOwn, string? chosen = null)
    {
        if (isOwn) return theme[ChatRoles.Self];
        var text = theme[StandardRoles.Text];
        return !theme.IsWithoutColors && Color.TryParse(chosen, out var color)
            ? text with { Foreground = theme.Readable(color) }
            : text with { Foreground = theme.NameColor(who.Key), Text = text.Text | theme.NameText(who.Key) };
    }

    static bool HasHead(RowHead head) => !head.Place.IsContinued || head.Place.ShowsTime || head.IsMention;

    TextRow WithHead(RowHead head, TextRow text)
    {
        var plain = theme[StandardRoles.Text];
        var time = head.Place.ShowsTime ? Clock(head.At) : new string(' ', TimeColumns - 1);
        var name = head.Place.IsContinued ? "" : TuiChat.Terminal.TextWidth.Truncate(head.Name, NickColumns);
        var blank = NickColumns - TuiChat.Terminal.TextWidth.Measure(name);
        var runs = new List<TextRun>(text.Runs.Count + 5) { new(time, theme[ChatRoles.Time]), new(Sign(head), theme[ChatRoles.Mention]) };
        if (blank > 0) runs.Add(new TextRun(new string(' ', blank), plain));
        runs.Add(new TextRun(name, head.Style));
        runs.Add(new TextRun(new string(' ', 2 + text.Indent), plain));
        runs.AddRange(text.Runs);
        return new TextRow(runs);
    }

    string Sign(RowHead head) => head.IsMention ? marks.Mention : " ";

    string Clock(DateTimeOffset at) => Shown(Local(at), settings);

    // An empty format would be the framework's longest one.
    static string Shown(DateTimeOffset at, ClientSettings settings) => settings.Clock.Length == 0 ? "" : at.ToString(settings.Clock, CultureInfo.InvariantCulture);

    DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone);
}
