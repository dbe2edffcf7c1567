using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Terminal;

namespace TuiChat;

/// <summary>
/// Asks whether lines that waited for more than ten minutes are still meant to be sent. It comes by itself, whenever the connection is
/// back, so it waits for a pause in the typing: no key that was meant for the chat may answer it. Lives on the loop.
/// </summary>
sealed class OldLineQuestion
{
    /// <summary>8 lines: what it shows of them.</summary>
    const int MaxLinesShown = 8;

    readonly Application _application;
    readonly ChatClient _client;
    readonly TypingPause _pause;
    Dialog? _dialog;
    IDisposable? _waiting;

    /// <summary>Begins to look at the typing.</summary>
    public OldLineQuestion(Application application, ChatClient client) => (_application, _client, _pause) = (application, client, new TypingPause(application));

    /// <summary>Asks about these lines, which are held back.</summary>
    public void Ask(IReadOnlyList<NumberedRequest> lines)
    {
        _dialog?.Close(-1);
        _waiting?.Dispose();
        _waiting = null;
        var state = _client.State;
        var rest = _pause.Rest;
        if (rest <= TimeSpan.Zero) Open(lines);
        else _waiting = _application.AddTimeout(rest, () => AskAgain(state));
    }

    /// <summary>Some of them may have been changed or dropped meanwhile, where they stand.</summary>
    void AskAgain(ChatState state)
    {
        if (_client.State != state) return; // they are for another server
        if (_client.HoldOldLines() is { Count: > 0 } lines) Ask(lines);
        else _client.SendOldLines();
    }

    void Open(IReadOnlyList<NumberedRequest> lines)
    {
        var text = string.Join('\n', lines.Take(MaxLinesShown).Select(line => $"{_client.State.Find(line.Room)?.Title ?? line.Room.Value}: {Questions.Describe(line)}"));
        if (lines.Count > MaxLinesShown) text += $"\nand {lines.Count - MaxLinesShown} more";
        // The title fits a screen of 40 columns.
        var dialog = new Dialog("Send what waited over ten minutes?", new Label(text, StandardRoles.Dialog), new DialogChoice("Send", "s"), new DialogChoice("Drop", "d"));
        _dialog = dialog;
        dialog.Choosing = choice => choice >= 0; // nothing is sent before there is an answer, so there has to be one
        dialog.Closed += choice =>
        {
            if (choice == 0) _client.SendOldLines();
            else if (choice == 1) _client.DropOldLines(lines);
        };
        dialog.Open(_application);
    }
}
