using TuiChat.Conversations;
using TuiChat.History;
using TuiChat.Terminal;

namespace TuiChat.Scripting;

/// <summary>The whole client on a terminal in memory, stepped by whoever made it: keys in, screen out, a real session behind it.</summary>
sealed class ScriptClient : IAsyncDisposable
{
    readonly ClientHost _host;

    /// <summary>Starts it and draws the first frame.</summary>
    /// <param name="name">What it is called in the script.</param>
    /// <param name="options">What its command line says.</param>
    /// <param name="place">Where it runs.</param>
    /// <param name="size">Its screen.</param>
    public ScriptClient(string name, ClientOptions options, ClientPlace place, TerminalSize size)
    {
        Name = name;
        Terminal = new VirtualTerminal(size);
        _host = new ClientHost(Terminal, options, place);
        Harness = new ApplicationHarness(_host.App.Application, Terminal);
    }

    /// <summary>What it is called in the script.</summary>
    public string Name { get; }

    /// <summary>Its terminal.</summary>
    public VirtualTerminal Terminal { get; }

    /// <summary>Steps it.</summary>
    public ApplicationHarness Harness { get; }

    /// <summary>What commands and views act on.</summary>
    public ChatClient Client => _host.App.Client;

    /// <summary>The state behind the screen.</summary>
    public ChatState State => Client.State;

    /// <summary>What it remembers on its disk.</summary>
    public LocalHistory History => _host.History;

    /// <summary>Its application.</summary>
    public Application Application => _host.App.Application;

    /// <summary>It has been left.</summary>
    public bool IsStopping => Application.IsStopping;

    /// <summary>The screen as text, rows without trailing blanks.</summary>
    public string Screen => Terminal.ScreenText();

    /// <summary>The screen as a picture.</summary>
    public string Picture()
    {
        var text = Application.Theme[StandardRoles.Text];
        var isDark = Application.Theme.Kind == ThemeKind.Dark;
        return SvgPicture.Render(Terminal, text.Foreground.ToRgb() ?? (isDark ? Color.Rgb(0xd0, 0xd0, 0xd0) : Color.Rgb(0x20, 0x20, 0x20)), text.Background.ToRgb() ?? (isDark ? Color.Rgb(0x10, 0x10, 0x10) : Color.Rgb(0xff, 0xff, 0xff)));
    }

    /// <summary>It is in its room, or wants something of the person, or could not get anywhere and is in the lobby again.</summary>
    public bool HasArrived => IsStopping || State.Current is { IsJoined: true } || Application.TopModal is not null || Client.Options is null || State.Connection is ConnectionState.Waiting or ConnectionState.Offline;

    /// <summary>Nothing that it asked or typed is on its way.</summary>
    public bool IsAtRest => IsStopping || State.Connection switch
    {
        ConnectionState.Online => Client.UnsentLines == 0 && State.Conversations.All(room => room.IsJoined),
        ConnectionState.Connecting => false,
        _ => true,
    };

    /// <summary>The field in which is typed now, when it hides what is typed.</summary>
    public TextField? HiddenField => Application.Focused is TextField { IsSecret: true } hidden ? hidden : null;

    /// <summary>Types a text; a line feed is Enter.</summary>
    public void Type(string text) => Harness.Type(text);

    /// <summary>Presses a key.</summary>
    public void Press(Key key) => Harness.Send(new KeyPressed(key));

    /// <summary>Pastes a text.</summary>
    public void Paste(string text) => Harness.Send(new Pasted(text, IsTruncated: false));

    /// <summary>Clicks on the first place of the screen where a text stands. False when it stands nowhere.</summary>
    public bool Click(string text)
    {
        for (var y = 0; y < Terminal.Size.Height; y++)
        {
            var row = Terminal.Row(y);
            var index = row.IndexOf(text, StringComparison.Ordinal);
            if (index < 0) continue;
            var x = TextWidth.Measure(row.AsSpan(0, index));
            Harness.Send(
                new MouseInput(x, y, MouseButton.Left, MouseAction.Press, KeyModifiers.None),
                new MouseInput(x, y, MouseButton.Left, MouseAction.Release, KeyModifiers.None));
            return true;
        }
        return false;
    }

    /// <summary>Gives the screen another size.</summary>
    public void Resize(TerminalSize size)
    {
        Terminal.Resize(size);
        Harness.Send(new Resized(size));
    }

    /// <summary>Leaves the server and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        Harness.Dispose();
        await _host.DisposeAsync().ConfigureAwait(false);
    }
}
