using TuiChat.Terminal;

namespace TuiChat.Lobby;

/// <summary>A screen before the chat from which one connects, and to which one comes back when that did not work.</summary>
abstract class Entrance : View
{
    /// <summary>Says what is going on; nothing else is begun meanwhile.</summary>
    public abstract void ShowProgress(string text);

    /// <summary>Says what went wrong, or null for nothing any more; another nickname may be put into its field.</summary>
    public abstract void ShowProblem(string? text, string? suggestedNick = null);
}
