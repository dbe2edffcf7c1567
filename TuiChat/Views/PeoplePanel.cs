using System.Globalization;
using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Terminal;
using TuiChat.Views.Rows;

namespace TuiChat.Views;

/// <summary>Who is in the room on the screen.</summary>
sealed class PeoplePanel(ChatClient client) : View
{
    int _scroll;
    int _shown;
    (int Count, string Text) _title;
    (int Count, string Text) _more;

    /// <summary>Somebody was clicked.</summary>
    public event Action<Nickname>? Chosen;

    /// <inheritdoc/>
    public override bool HandleMouse(MouseInput mouse)
    {
        if (mouse is { Action: MouseAction.Press, Button: MouseButton.Left, X: > 0, Y: > 0 } && client.State.Current is { IsJoined: true, People: var people } && mouse.Y - 1 < _shown && mouse.Y - 1 + _scroll < people.Count)
        {
            Chosen?.Invoke(people[mouse.Y - 1 + _scroll]);
            return true;
        }
        if (mouse.Button is not (MouseButton.WheelUp or MouseButton.WheelDown)) return false;
        _scroll += mouse.Button == MouseButton.WheelUp ? -3 : 3;
        return true;
    }

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        context.Clear(Theme[ChatRoles.Sidebar]);
        PanelEdge.Draw(context, 0, Theme);
        context = context.Clip(new Rectangle(1, 0, context.Width - 1, context.Height));
        if (client.State.Current is { IsJoined: false }) return; // nobody has told who is there
        var room = client.State.Current;
        var people = room?.People ?? [];
        if (_title.Count != people.Count || _title.Text is null) _title = (people.Count, people.Count == 1 ? "1 person" : string.Create(CultureInfo.InvariantCulture, $"{people.Count} people"));
        context.Put(1, 0, _title.Text, Theme[ChatRoles.SidebarTitle]);
        var rows = context.Height - 1;
        _scroll = Math.Clamp(_scroll, 0, Math.Max(0, people.Count - rows));
        var hidden = people.Count - _scroll - rows;
        if (hidden > 0) rows--;
        _shown = rows;
        for (var row = 0; row < rows && _scroll + row < people.Count; row++) DrawPerson(context, row + 1, people[_scroll + row], room is null ? null : PersonMark.Details(client.State, room, _scroll + row));
        if (hidden > 0) DrawMore(context, hidden + 1);
    }

    void DrawMore(DrawContext context, int count)
    {
        if (_more.Count != count) _more = (count, string.Create(CultureInfo.InvariantCulture, $"and {count} more"));
        context.Put(1, context.Height - 1, TextWidth.Truncate(_more.Text, context.Width - 1), Theme[ChatRoles.SidebarTitle]);
    }

    /// <summary>"~ada", "cleo  away": the sign of the role before the name, what is out of the ordinary behind it, as far as there is room.</summary>
    void DrawPerson(DrawContext context, int y, Nickname nick, Person? details)
    {
        var ground = Theme[ChatRoles.Sidebar];
        var style = RowFrame.NickStyle(Theme, nick, nick == client.State.Self, details?.Color) with { Background = ground.Background };
        if (details is null)
        {
            context.Put(1, y, TextWidth.Truncate(nick.Value, context.Width - 2), style);
            return;
        }
        context.Put(0, y, PersonMark.OfRole(details), ground);
        var (word, dim) = (PersonMark.Word(details), Theme.On(StandardRoles.Dim, ChatRoles.Sidebar));
        var fits = TextWidth.Measure(nick.Value) + 2 + word.Length < context.Width;
        var sign = word.Length == 0 || fits ? null : PersonMark.SignOf(details);
        context.Put(1, y, TextWidth.Truncate(nick.Value, context.Width - (sign is null ? 2 : 4)), style);
        if (fits) context.Put(context.Width - 1 - word.Length, y, word, dim);
        else if (sign is { } only) context.PutSign(context.Width - 2, y, only, dim);
    }
}
