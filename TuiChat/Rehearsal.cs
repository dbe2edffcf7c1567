using TuiChat.Lobby;
using TuiChat.Terminal;
using TuiChat.Views;

namespace TuiChat;

/// <summary>
/// Draws a lobby once into memory, on a thread of its own, while the client is put together: the code that draws is then compiled on the
/// second core by the time the first real frame needs it (a fifth of the start where nothing is compiled beforehand). Nothing waits for it.
/// </summary>
static class Rehearsal
{
    /// <summary>Begins, where there is a second core.</summary>
    public static void Begin()
    {
        if (Environment.ProcessorCount > 1) new Thread(Run) { IsBackground = true, Name = "rehearsal" }.Start();
    }

    static void Run()
    {
        var lobby = new LobbyView(new ServerList([]), "", looks: true);
        var terminal = new VirtualTerminal(new TerminalSize(80, 24));
        using var application = new Application(terminal, lobby, new ApplicationOptions { Theme = Theme.Plain(ChatRoles.Schema) });
        using var _ = new ApplicationHarness(application, terminal);
    }
}
