using System.Globalization;
using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>The line above the input: how it stands with the server, what is unread elsewhere, and what one can do next.</summary>
sealed class StatusLine(ChatClient client, MessageInput input) : View
{
    const int MaxRows = 4;

    /// <summary>60 columns: on narrower screens, what is unread elsewhere is worth more than the name of the server.</summary>
    const int LeastForPlace = 60;

    static readonly string[] SelectKeys = ["select.reply", "select.react", "select.close", "select.copy", "select.edit", "select.delete", "select.link", "select.reveal"];

    /// <summary>One row, or as many as a warning needs to be read whole.</summary>
    public override int DesiredHeight(int width) => Warning is { } warning ? Math.Min(MaxRows, TextLayout.Wrap(warning, width - 2).Count) : 1;

    /// <summary>What one is doing.</summary>
    public StatusMode Mode { get; set; }

    /// <summary>What has just been done, until the next key; null for nothing.</summary>
    public string? Note { get; set; }

    string? Warning => input.Problem ?? client.State.Connection switch
    {
        ConnectionState.Waiting waiting => $"Offline; trying again in {SecondsUntil(waiting.Until)} s, Enter tries now. {waiting.End.Text}",
        ConnectionState.Offline offline => $"Offline; Enter tries again, /leave goes back. {Sentence(offline.End.Text)} What you type is kept.",
        _ => null,
    };

    /// <summary>One wants to see that others write.</summary>
    public bool ShowsTyping { get; set; } = true;

    /// <summary>Rooms that are not to disturb: only lines that name us are told of them.</summary>
    public Func<RoomName, bool> IsMuted { get; set; } = _ => false;

    /// <summary>Where the server is that is hosted here, behind the word "hosting"; null when there is none.</summary>
    public string? Hosting { get; set; }

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        if (Warning is { } warning)
        {
            context.Clear(Theme[ChatRoles.StatusWarning]);
            TextLayout.Draw(context.Clip(new Rectangle(1, 0, context.Width - 2, context.Height)), warning, Theme[ChatRoles.StatusWarning]);
            return;
        }
        context.Clear(Theme[StandardRoles.Status]);
        if (Note is { } note)
        {
            context.Put(1, 0, TextWidth.Truncate(note, context.Width - 2), Theme[StandardRoles.Status]);
            return;
        }
        if (Mode is StatusMode.Selecting or StatusMode.Bare)
        {
            DrawKeys(context, 1, Mode == StatusMode.Bare ? ["chat.bare"] : SelectKeys);
            return;
        }
        var x = 1;
        x += DrawConnection(context, x);
        x += DrawHosting(context, x);
        x += DrawActivity(context, x);
        if (ShowsTyping && Writing() is { } writing && x + TextWidth.Measure(writing) + 2 < context.Width) context.Put(context.Width - TextWidth.Measure(writing) - 1, 0, writing, Theme[StandardRoles.Status]);
        else DrawHint(context, x);
    }

    /// <summary>Who is writing in the room on the screen, in a sentence; null for nobody.</summary>
    string? Writing()
    {
        if (client.State.Current?.Roster is not { MayWrite: true } roster) return null;
        return roster.Writing() switch
        {
            [] => null,
            [var one] => $"{one} is writing …",
            [var one, var other] => $"{one} and {other} are writing …",
            var many => string.Create(CultureInfo.InvariantCulture, $"{many.Count} people are writing …"),
        };
    }

    /// <summary>What a server says need not end like a sentence.</summary>
    static string Sentence(string text) => text.TrimEnd() is [.., not ('.' or '!' or '?')] open ? open + "." : text;

    int SecondsUntil(DateTimeOffset end) => Math.Max(0, (int)Math.Ceiling((end - client.Time.GetUtcNow()).TotalSeconds));

    int DrawConnection(DrawContext context, int x)
    {
        switch (client.State.Connection)
        {
            case ConnectionState.Online:
                return DrawPlace(context.Clip(new Rectangle(x, 0, Math.Max(8, context.Width / 2), 1)));
            case ConnectionState.Connecting connecting:
                return context.Put(x, 0, $"connecting to {connecting.Address} …", Theme[StandardRoles.Status]);
            default:
                return 0;
        }
    }

    /// <summary>"ada on Harbour", cut where it gets too long.</summary>
    int DrawPlace(DrawContext context)
    {
        var style = Theme[StandardRoles.Status];
        var x = context.Put(0, 0, TextWidth.Truncate(client.State.Self.Value, context.Width), style);
        if (client.State.Standing.State == PersonState.Away) x += context.Put(x, 0, " (away)", Theme[StandardRoles.StatusKey]);
        if (IsTight) return x;
        x += context.Put(x, 0, " on ", style);
        return x + context.Put(x, 0, TextWidth.Truncate(client.State.Welcome?.Name ?? "", context.Width - x), style);
    }

    /// <summary>That one hosts, and where if there is room to say so.</summary>
    int DrawHosting(DrawContext context, int x)
    {
        if (Hosting is null || client.State.Connection is not ConnectionState.Online) return 0;
        var text = $"  ·  hosting {Hosting}";
        if (x + TextWidth.Measure(text) > context.Width - 24) text = "  ·  hosting";
        return context.Put(x, 0, text, Theme[StandardRoles.Status]);
    }

    /// <summary>The other rooms in which something was said, strongest first.</summary>
    int DrawActivity(DrawContext context, int x)
    {
        var start = x;
        if (!HasActivity()) return 0;
        var busy = client.State.Conversations.Where(IsBusy).OrderByDescending(room => room.Activity).Take(4).ToArray();
        x += context.Put(x, 0, IsTight ? "  ·  " : "  ·  unread: ", Theme[StandardRoles.Status]);
        foreach (var room in busy)
        {
            var (counts, space) = (CountsOf(room), context.Width - 1 - x);
            var fits = TextWidth.Measure(room.Title) + counts.Length <= space;
            if (!fits && room != busy[0])
            {
                x += context.Put(x, 0, TextWidth.Truncate("…", Math.Max(0, space)), Theme[StandardRoles.Status]);
                break;
            }
            var title = fits ? room.Title : TextWidth.Truncate(room.Title, Math.Max(1, space - counts.Length));
            x += context.Put(x, 0, $"{title}{counts}  ", Theme[StandardRoles.StatusKey]);
        }
        return x - start;
    }

    /// <summary>" @2 14": two lines name us among fourteen; of one number where both are the same, or all lines are for us.</summary>
    static string CountsOf(Conversation room) => room switch
    {
        { Mentions: 0 } or { With: not null } => string.Create(CultureInfo.InvariantCulture, $" {room.Unread}"),
        { Mentions: var all } when all >= room.Unread => string.Create(CultureInfo.InvariantCulture, $" @{all}"),
        _ => string.Create(CultureInfo.InvariantCulture, $" @{room.Mentions} {room.Unread}"),
    };

    /// <summary>There is something to tell of other rooms, and little room for it.</summary>
    bool IsTight => Frame.Width < LeastForPlace && HasActivity();

    bool HasActivity()
    {
        var rooms = client.State.Conversations;
        for (var i = 0; i < rooms.Count; i++)
        {
            if (IsBusy(rooms[i])) return true;
        }
        return false;
    }

    bool IsBusy(Conversation room) => room.Activity >= Activity.Message && (room.Activity == Activity.Mention || !IsMuted(room.Room));

    /// <summary>What one can do next, as much of it as there is room for; the word for all else where there is little.</summary>
    void DrawHint(DrawContext context, int x)
    {
        if (client.State.Connection is not ConnectionState.Online) return;
        var room = context.Width - x - 3;
        var hint = (Mode == StatusMode.ScrolledUp && !input.Field.IsSearching ? "Esc end" : input.Hints.For(input, KeyBindings) ?? "/help").AsSpan();
        while (TextWidth.Measure(hint) > room && hint.IndexOf(" · ", StringComparison.Ordinal) is >= 0 and var end) hint = hint[(end + 3)..];
        if (TextWidth.Measure(hint) > room) return;
        context.Put(context.Width - TextWidth.Measure(hint) - 1, 0, hint, Theme[StandardRoles.StatusKey]);
    }

    /// <summary>Keys and the first word of what they do, as many as fit.</summary>
    void DrawKeys(DrawContext context, int x, IReadOnlyList<string> actions)
    {
        foreach (var action in actions)
        {
            var (key, text) = (KeyBindings.Hint(action), action == "chat.bare" ? "back" : action["select.".Length..]);
            const string Whole = "back to the whole screen; text can be marked with the mouse";
            if (action == "chat.bare" && x + key.Length + 1 + Whole.Length <= context.Width - 1) text = Whole;
            if (x + key.Length + 1 + text.Length > context.Width - 1) return;
            x += context.Put(x, 0, key, Theme[StandardRoles.StatusKey]) + 1;
            x += context.Put(x, 0, text, Theme[StandardRoles.Status]) + 2;
        }
    }
}
