using TuiChat.Protocol;
using TuiChat.Sessions;
using TuiChat.Terminal;

namespace TuiChat.Lobby;

/// <summary>A typed address, and as whom. Also where one comes back to when that did not work, with the reason.</summary>
sealed class ConnectView : Entrance
{
    const int MaxWidth = 64;
    const int LabelColumns = 10;

    readonly TextField _server = new() { Placeholder = "host, host:port or an invite link" };
    readonly TextField _nick = new() { Placeholder = "letters, digits and _ - ." };
    readonly int _defaultPort;
    string? _problem;
    string? _progress;

    /// <summary>Makes the form with what is known already.</summary>
    /// <param name="server">What stands in the field of the server.</param>
    /// <param name="nick">What stands in the field of the nickname.</param>
    /// <param name="defaultPort">The port of an address that names none.</param>
    public ConnectView(string server, string nick, int defaultPort = Limits.DefaultPort)
    {
        _defaultPort = defaultPort;
        CanFocus = false;
        _server.Text = server;
        _nick.Text = nick;
        foreach (var field in (TextField[])[_server, _nick])
        {
            field.Accepting = _ => Submit();
            field.Changed += () => _problem = null;
            Add(field);
        }
    }

    /// <summary>Both are given and good.</summary>
    public event Action<ServerTarget, Nickname>? Submitted;

    /// <summary>Escape while connecting.</summary>
    public event Action? Cancelled;

    /// <summary>Ctrl+C, or Escape while not connecting and with nothing to go back to.</summary>
    public event Action? QuitAsked;

    /// <summary>Escape while not connecting.</summary>
    public event Action? BackAsked;

    /// <summary>The field of the address.</summary>
    public View ServerField => _server;

    /// <summary>Puts other texts into the fields.</summary>
    public void Fill(string server, string nick)
    {
        _server.Text = server;
        _nick.Text = nick;
        (_problem, _progress) = (null, null); // what was said of an earlier attempt
    }

    /// <inheritdoc/>
    public override void ShowProgress(string text)
    {
        _progress = text;
        _problem = null;
    }

    /// <inheritdoc/>
    public override void ShowProblem(string? text, string? suggestedNick = null)
    {
        _progress = null;
        if (suggestedNick is not null) _nick.Text = suggestedNick;
        _problem = text;
        FocusFirstEmpty(suggestedNick is null ? _server : _nick);
    }

    /// <summary>Gives the keyboard to the first field that is empty, or to the given one.</summary>
    public void FocusFirstEmpty(View? otherwise = null) =>
        (_server.Text.Length == 0 ? _server : _nick.Text.Length == 0 ? _nick : otherwise ?? _nick).SetFocus();

    /// <inheritdoc/>
    public override bool HandleKey(Key key)
    {
        if (key == Key.Parse("Ctrl+C")) QuitAsked?.Invoke();
        else if (key == Key.Of(KeyCode.Escape) && _progress is not null) Cancelled?.Invoke();
        else if (key == Key.Of(KeyCode.Escape)) (BackAsked ?? QuitAsked)?.Invoke();
        else if (key == Key.Of(KeyCode.Down)) _nick.SetFocus();
        else if (key == Key.Of(KeyCode.Up)) _server.SetFocus();
        else return false;
        return true;
    }

    /// <inheritdoc/>
    protected override void LayoutSubViews()
    {
        var box = Box;
        _server.Layout(new Rectangle(box.X + LabelColumns, box.Y + 3, box.Width - LabelColumns, 1));
        _nick.Layout(new Rectangle(box.X + LabelColumns, box.Y + 5, box.Width - LabelColumns, 1));
    }

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        var box = Box;
        var text = Theme[StandardRoles.Text];
        context.Clear(text);
        context.Put(box.X, box.Y, "TuiChat", Theme[StandardRoles.Title]);
        context.Put(box.X, box.Y + 1, TextWidth.Truncate("Chat with people on your network and beyond.", box.Width), Theme[StandardRoles.Dim]);
        context.Put(box.X, box.Y + 3, "Server", text);
        context.Put(box.X, box.Y + 5, "Nickname", text);
        var below = context.Clip(new Rectangle(box.X, box.Y + 7, box.Width, Math.Max(0, context.Height - box.Y - 7)));
        var hint = _progress is null ? BackAsked is null ? "Enter connects · Tab next field · Ctrl+C quits" : "Enter connects · Tab next field · Esc back" : "Esc cancels";
        var rows = (_problem, _progress) switch
        {
            ({ } problem, _) => TextLayout.Draw(below, problem, Theme[StandardRoles.Error]) + 1,
            (_, { } progress) => TextLayout.Draw(below, progress, text) + 1,
            _ => 0,
        };
        TextLayout.Draw(below.Clip(new Rectangle(0, rows, below.Width, Math.Max(0, below.Height - rows))), hint, Theme[StandardRoles.Dim]);
    }

    /// <summary>Where title, fields and sentences stand: in the middle, nearer to the top on small screens.</summary>
    Rectangle Box
    {
        get
        {
            var width = Math.Min(MaxWidth, Frame.Width - 2);
            return new Rectangle((Frame.Width - width) / 2, Math.Max(0, (Frame.Height - 11) / 2), width, 11);
        }
    }

    AcceptResult Submit()
    {
        if (_progress is not null) return AcceptResult.Refused;
        if (ReadTarget(out var problem) is not { } target) return Refuse(_server, problem ?? "");
        if (_nick.Text.Length == 0 && _server.HasFocus)
        {
            _nick.SetFocus();
            return AcceptResult.Refused;
        }
        if (!Nickname.TryParse(_nick.Text.Trim(), out var nick, out problem)) return Refuse(_nick, problem);
        Submitted?.Invoke(target, nick);
        return AcceptResult.Refused; // the fields keep their text
    }

    /// <summary>An address or an invite link.</summary>
    ServerTarget? ReadTarget(out string? problem)
    {
        if (InviteLink.IsMeant(_server.Text)) return InviteLink.TryParse(_server.Text, out var link, out problem) ? ServerTarget.Of(link) : null;
        return ServerAddress.TryParse(_server.Text, out var address, out problem, _defaultPort) ? ServerTarget.Of(address) : null;
    }

    AcceptResult Refuse(TextField field, string problem)
    {
        _problem = problem;
        field.SetFocus();
        return AcceptResult.Refused;
    }
}
