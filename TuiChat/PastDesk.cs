using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.History;
using TuiChat.History.Search;
using TuiChat.Protocol;
using TuiChat.Settings;
using TuiChat.Terminal;
using TuiChat.Views;
using TuiChat.Views.Past;

namespace TuiChat;

/// <summary>Shows what this machine keeps of the past: the search, what was found in its place, and the way from there into a room. Lives on the loop.</summary>
sealed class PastDesk(Application application, ChatClient client, ChatView chat, LocalHistory history, Func<ClientSettings> settings)
{
    /// <summary>For commands.</summary>
    public PastActions Actions(Func<string, CommandResult> save) => new(typed =>
    {
        Search(typed);
        return CommandResult.Done;
    }, save);

    /// <summary>Opens the search over everything.</summary>
    public void Search(string typed)
    {
        if (application.TopModal is SearchView) return;
        var search = new SearchView(history, client, typed);
        search.Closed += () => Close(search);
        search.Chosen += hit => Show(hit, search);
        application.OpenModal(search);
        search.Begin();
    }

    void Show(SearchHit hit, SearchView search)
    {
        if (!RoomName.TryParse(hit.Room, out var room, out _)) return; // a name that no server of ours allows is not kept
        var isHere = client.State.Place?.Server == hit.Server;
        var isInside = isHere && client.State.Find(room) is not null;
        var way = isInside ? "Enter goes on in the room" : isHere ? $"Enter goes into {hit.RoomTitle}" : $"read only: you are not on {hit.ServerName}";
        var context = new ContextView(history, hit, room, client.State.Self, way, settings, client.Time.LocalTimeZone);
        context.Closed += () => Close(context);
        context.Entering += () =>
        {
            context.Note = isHere ? null : $"This was said on {hit.ServerName}. Close this and type /join {hit.ServerName} to go there.";
            if (!isHere) return;
            if (!client.Enter(room))
            {
                context.Note = "You are not connected, so no other room can be entered now.";
                return;
            }
            Close(context);
            Close(search);
            chat.ShowCurrentRoom();
            chat.ShowLine(hit.Seq);
        };
        application.OpenModal(context);
        context.Begin();
    }

    void Close<T>(T view) where T : View, IDisposable
    {
        application.CloseModal(view);
        view.Dispose();
    }
}
