using System.Globalization;
using TuiChat.Conversations;
using TuiChat.Terminal;
using TuiChat.Views;

namespace TuiChat;

/// <summary>
/// After a long absence only the newest lines of a room are there at first: this loads back to the first unread one, and brings it
/// into sight. Lives on the loop.
/// </summary>
sealed class UnreadSearch(Application application, ChatClient client, ChatView chat, Conversation room)
{
    /// <summary>15 pages, of 200 lines at most: who missed more looks for something, rather than reading it all.</summary>
    const int MaxPages = 15;

    int _pages;

    /// <summary>Begins to load, if there is something to be loaded.</summary>
    public void Begin()
    {
        if (room.UnreadFrom is null) return;
        room.WentBack += GoOn;
        client.LoadEarlier();
    }

    /// <summary>What was asked for still comes; nothing more is.</summary>
    public void End() => room.WentBack -= GoOn;

    /// <summary>What came has to be in its place first.</summary>
    void GoOn() => application.Post(() =>
    {
        if (client.State.Current != room) End();
        else if (room.UnreadFrom is not null && ++_pages < MaxPages) client.LoadEarlier();
        else Finish();
    });

    void Finish()
    {
        End();
        chat.ShowFirstUnread();
        if (room is { UnreadFrom: { } from, First: { } first }) chat.Tell(string.Create(CultureInfo.InvariantCulture, $"About {first - from} more unread lines stand further up; /unread goes on to them."));
    }
}
