using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Settings;
using TuiChat.Terminal;
using TuiChat.Views;

namespace TuiChat;

/// <summary>
/// Tells the server that one writes or has not touched a key for a while, and the person what the server notes to them alone: who
/// came, what one may now, where one was put out. Lives on the loop.
/// </summary>
sealed class PresenceKeeper
{
    /// <summary>15 s: how late it may be found that nobody touches a key.</summary>
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    readonly Application _application;
    readonly ChatClient _client;
    readonly ChatView _chat;
    readonly SettingsStore _settings;
    long _touched;

    /// <summary>Begins to look.</summary>
    public PresenceKeeper(Application application, ChatClient client, ChatView chat, SettingsStore settings)
    {
        (_application, _client, _chat, _settings) = (application, client, chat, settings);
        _touched = client.Time.GetTimestamp();
        application.Touched += Touch;
        client.People.Came += note => Tell(Words(note));
        client.People.Told += Tell;
        chat.Input.Field.Typed += _ => Typing();
        client.People.Entered += SendColor;
        settings.Changed += _ => Apply();
        Apply();
        application.AddTimeout(Interval, Look);
    }

    /// <summary>What a note says, for a person; null for what need not be told.</summary>
    public static string? Words(PersonEvent note) => note switch
    {
        PresenceNote { Online: true } came => $"{came.Nick} is here.",
        PresenceNote gone => $"{gone.Nick} is gone.",
        Invited invited => $"{invited.By} invites you to {invited.Room}: /cd {invited.Room} goes there.",
        ServerNamed server => $"The server is called {Shown.Line(server.Name)} now.",
        Removed removed => Shown.Line(removed.Text),
        Standing { Text: { Length: > 0 } text } => Shown.Line(text),
        Standing { Muted: { } until } standing => $"You may say nothing in {Where(standing)} {(until == 0 ? "any more" : "for a while")}.",
        Standing { Room: { } room, Rank: { } rank } => $"You are {rank} of {room} now.",
        Standing { Room: null, Role: { } role } => $"You are {role} of this server now.",
        _ => null,
    };

    static string Where(Standing standing) => standing.Room?.Value ?? "any room";

    void Apply()
    {
        var now = _settings.Current;
        _client.Ears.Ignored = now.Ignored.ToHashSet(StringComparer.Ordinal);
        _client.People.Watched = now.Watched;
    }

    /// <summary>The colour that was chosen on this machine is told where none was told yet.</summary>
    void SendColor()
    {
        if (_client.People.Has(Capability.Accounts) && _client.State.Standing.Color is null && SettingsCommands.Wire(_settings.Current.Color) is { Length: > 0 } color)
            _client.Ask(new LookRequest { Color = color });
    }

    void Typing()
    {
        if (_settings.Current.Typing && _chat.Input.Text is [not '/', ..] or ['/', '/', ..]) _client.People.Typing();
    }

    void Touch()
    {
        _touched = _client.Time.GetTimestamp();
        if (_client.State.Standing.State == PersonState.Idle) _client.People.Idle(false);
    }

    void Look()
    {
        var minutes = _settings.Current.IdleMinutes;
        if (minutes > 0 && _client.IsOnline && _client.Time.GetElapsedTime(_touched) >= TimeSpan.FromMinutes(minutes)) _client.People.Idle(true);
        _application.AddTimeout(Interval, Look);
    }

    void Tell(PersonEvent note) => Tell(Words(note), isError: note is Removed or Standing { Muted: not null });

    void Tell(string? text, bool isError = false)
    {
        if (text is null) return;
        _client.Tell(text, isError);
        if (_settings.Current.Bell) _application.Bell();
    }
}
