using TuiChat.Conversations;
using TuiChat.Protocol;

namespace TuiChat.Commands;

/// <summary>What a command may do: act on the client, and ask the program for what is not of one server.</summary>
/// <param name="Client">The server we are on.</param>
/// <param name="Quit">Ends the program.</param>
/// <param name="ChooseRoom">Shows the list of rooms to choose from.</param>
/// <param name="ShowHelp">Shows all commands and keys.</param>
/// <param name="Commands">The table itself, for help.</param>
sealed record CommandContext(ChatClient Client, Action Quit, Action ChooseRoom, Action ShowHelp, CommandTable Commands)
{
    /// <summary>The settings, the look and the keys of this client.</summary>
    public ClientControls Controls { get; init; } = new();

    const string Offline = "You are not connected. Nothing was done.";

    /// <summary>What can be done about servers; null where there are none to choose from.</summary>
    public ServerActions? Servers { get; init; }

    /// <inheritdoc cref="ServerActions.Ping"/>
    public Func<string, Action<string, TimeSpan?>, CommandResult>? PingServer { get => field ?? Servers?.Ping; init; }

    /// <summary>What can be done about the past; null where none is kept.</summary>
    public PastActions? Past { get; init; }

    /// <summary>What commands about accounts may ask; null where nothing can be asked.</summary>
    public AccountActions? Account { get; init; }

    /// <summary>Shows what is unread in all rooms; null where nothing can show it.</summary>
    public Func<CommandResult>? ShowUnread { get; init; }

    /// <summary>Where texts for the user go while no room is on the screen, or null for nowhere.</summary>
    public Action<string>? Elsewhere { get; init; }

    /// <summary>Puts the beginning of a command into the line to type in while no room is on the screen, or null for nowhere.</summary>
    public Action<string>? TypeElsewhere { get; init; }

    /// <summary>Asks the server; failed when it cannot be asked.</summary>
    public CommandResult Ask(Request request, Action<Answer, TimeSpan>? then = null) =>
        Client.Ask(request, then) ? CommandResult.Done : CommandResult.Failed(Offline);

    /// <summary>Says something to the user alone.</summary>
    public CommandResult Tell(string text, bool isError = false)
    {
        if (Client.State.Current is null && Elsewhere is { } elsewhere) elsewhere(text);
        else Client.Answer(text, isError);
        return CommandResult.Done;
    }
}
