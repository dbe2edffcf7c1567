using TuiChat.Conversations;
using TuiChat.Lobby;
using TuiChat.Protocol;
using TuiChat.Terminal;

namespace TuiChat;

/// <summary>The questions that are asked before something is lost, as on leaving. Lives on the loop.</summary>
sealed class Questions(Application application, ChatClient client, EntranceHall hall)
{
    /// <summary>The question about lines that waited for long.</summary>
    public OldLineQuestion OldLines { get; } = new(application, client);

    /// <summary>Asks whether to leave the program, as on a key that may have been pressed by mistake.</summary>
    public void BeforeQuit()
    {
        if (hall.Guests > 0)
        {
            Quit();
            return;
        }
        var dialog = Confirm("Leave TuiChat?", "Your rooms are remembered for the next time.", 0, Quit, new DialogChoice("Leave"), new DialogChoice("Stay"));
        // Who goes on typing has not meant the key that asked this; and no space of what is typed may answer it.
        dialog.TypedOver += key =>
        {
            dialog.Close(-1);
            application.Focused?.HandleKey(key);
        };
    }

    /// <summary>Leaves at once, unless that would end the talk of others or lose what was typed.</summary>
    public void Quit()
    {
        if (hall.Guests is var guests and > 0) AskToStopHosting(guests);
        else if (!client.IsOnline && client.UnsentLines > 0) AskToLose(Leave);
        else Leave();
    }

    /// <summary>Leaves the server at once, unless that would end the talk of others or lose what was typed. A server hosted here for nobody else stops.</summary>
    /// <param name="leave">Leaves it.</param>
    /// <param name="then">Goes on when that is done, the server hosted here being stopped if it is to be.</param>
    public void BeforeLeave(Action leave, Action? then = null)
    {
        then ??= () => { };
        if (client.IsOnHosted && hall.Guests > 0) AskWhatBecomesOfTheServer(leave, then);
        else if (!client.IsOnline && client.UnsentLines > 0) AskToLose(leave + then);
        else if (client.IsOnHosted) LeaveAndStop(leave, then);
        else (leave + then)();
    }

    /// <summary>Asks something that is no by itself, and does it on yes.</summary>
    public void Ask(string question, Action then) => Confirm("Are you sure?", question, 1, then, new DialogChoice("No", "n"), new DialogChoice("Yes", "y"));

    void AskToStopHosting(int guests)
    {
        if (application.TopModal is Dialog) return; // asked already
        var text = guests == 1 ? "Somebody else is" : $"{guests} others are";
        Confirm("Stop hosting?", $"{text} on the server that you host; leaving stops it.", 0, Leave, new DialogChoice("Leave"), new DialogChoice("Stay"));
    }

    void AskWhatBecomesOfTheServer(Action leave, Action then)
    {
        if (application.TopModal is Dialog) return; // asked already
        var text = hall.Guests == 1 ? "Somebody else is" : $"{hall.Guests} others are";
        var dialog = new Dialog("Leave the server you host?", new Label($"{text} on it. It can go on without you as long as this program runs.", StandardRoles.Dialog), new DialogChoice("Stay", "s"), new DialogChoice("Leave, keep hosting", "k"), new DialogChoice("Stop it", "t"));
        dialog.Closed += choice =>
        {
            if (choice == 1) (leave + then)();
            else if (choice == 2) LeaveAndStop(leave, then);
        };
        dialog.Open(application);
    }

    void LeaveAndStop(Action leave, Action then)
    {
        leave();
        hall.StopHosting();
        then();
    }

    void AskToLose(Action leave)
    {
        if (application.TopModal is Dialog) return; // asked already
        var isKept = client.Memory is not null;
        var text = isKept ? $"Not sent yet: {client.UnsentLines}. They are kept here, and sent when you are on this server again." : $"Not sent yet: {client.UnsentLines}. They wait for the connection.";
        Confirm(isKept ? "Leave with lines unsent?" : "Leave and lose what you typed?", text, 1, leave, new DialogChoice("Stay", "s"), new DialogChoice("Leave", "l"));
    }

    /// <summary>Asks, and does it when the choice of that number is taken.</summary>
    Dialog Confirm(string title, string text, int agreement, Action then, params DialogChoice[] choices)
    {
        var dialog = new Dialog(title, new Label(text, StandardRoles.Dialog), choices);
        dialog.Closed += choice =>
        {
            if (choice == agreement) then();
        };
        dialog.Open(application);
        return dialog;
    }

    void Leave() => application.RequestStop();

    /// <summary>A line as one knows it again.</summary>
    public static string Describe(NumberedRequest waiting) => waiting switch
    {
        SendRequest line => line.Text.ReplaceLineEndings(" "),
        EditRequest edit => $"change a line to: {edit.Text.ReplaceLineEndings(" ")}",
        DeleteRequest => "delete a line",
        ReactRequest { Remove: true } react => $"take back the reaction {react.Text}",
        ReactRequest react => $"react with {react.Text}",
        _ => throw new InvalidOperationException($"{waiting.GetType().Name} has no words."),
    };
}
