using System.Globalization;
using TuiChat.Conversations;
using TuiChat.Settings;
using TuiChat.Terminal;
using TuiChat.Views.Markup;

namespace TuiChat;

/// <summary>
/// Tells of lines that name us, or of all, as the settings say: by the bell and through the terminal by the desktop. A flood makes
/// one: within the pause they are counted, and told together when it is over. Lives on the loop.
/// </summary>
sealed class Notifier
{
    readonly Application _application;
    readonly ChatClient _client;
    readonly SettingsStore _settings;
    long? _last;
    int _held;
    string _heldText = "";
    bool _isWaiting;
    bool _tellsFocus;

    /// <summary>Begins to listen.</summary>
    public Notifier(Application application, ChatClient client, SettingsStore settings)
    {
        (_application, _client, _settings) = (application, client, settings);
        client.Ears.Heard += Hear;
        application.TerminalFocusChanged += hasFocus =>
        {
            _tellsFocus = true;
            if (hasFocus) _held = 0; // whoever looks needs not be told
        };
    }

    TimeSpan Pause => TimeSpan.FromSeconds(_settings.Current.NotifyPause);

    void Hear(Conversation room, TimelineItem item, Activity activity)
    {
        var settings = _settings.Current;
        if (Text(item) is not { } text) return;
        var level = settings.LevelOf(room.Room.Value);
        if (level == NotifyLevel.None || (level == NotifyLevel.Mentions && activity < Activity.Mention)) return;
        if (_tellsFocus && _application.HasTerminalFocus && !settings.NotifyFocused) return;
        _held++;
        _heldText = room.With is null ? $"{room.Title}: {text}" : text;
        if (_isWaiting) return;
        var rest = _last is { } last ? Pause - _client.Time.GetElapsedTime(last) : TimeSpan.Zero;
        if (rest <= TimeSpan.Zero)
        {
            Tell();
            return;
        }
        _isWaiting = true;
        _application.AddTimeout(rest, () =>
        {
            _isWaiting = false;
            if (_held > 0) Tell();
        });
    }

    void Tell()
    {
        var settings = _settings.Current;
        var text = _held == 1 ? _heldText : string.Create(CultureInfo.InvariantCulture, $"{_held} lines, the last in {_heldText}");
        (_held, _last) = (0, _client.Time.GetTimestamp());
        if (settings.Bell) _application.Bell();
        // A terminal that never says whether it has the keyboard may be in front of our eyes: the bell is enough then.
        var mayBeSeen = !_tellsFocus && !settings.NotifyFocused;
        if (settings.Desktop != DesktopNotes.Off && !mayBeSeen) _application.NotifyDesktop("TuiChat", text, hasTitle: settings.Desktop == DesktopNotes.Osc777);
    }

    /// <summary>A spoiler stays one on the desktop too.</summary>
    static string Plain(TimelineItem.Said said) => MessageText.InOneRow(said.Text, "(spoiler)");

    /// <summary>What is worth telling; own lines are not.</summary>
    static string? Text(TimelineItem item) => item switch
    {
        TimelineItem.Said { IsOwn: true } => null,
        TimelineItem.Said { IsAction: true } said => $"{said.From} {Plain(said)}",
        TimelineItem.Said said => $"{said.From}: {Plain(said)}",
        TimelineItem.Announcement notice => $"operator: {notice.Text}",
        _ => null,
    };
}
