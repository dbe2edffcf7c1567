using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat.Conversations;

/// <summary>
/// What commands and views act on: the state of one server and the session that feeds it. Lives on the loop; the only thing
/// that leaves it is what <see cref="Session"/> sends.
/// </summary>
sealed class ChatClient(TimeProvider time)
{
    readonly Dictionary<string, Action<Answer, TimeSpan>> _continuations = [];
    Session? _session;

    /// <summary>What the screen shows.</summary>
    public ChatState State { get; private set; } = new(time);

    /// <summary>The clock of everything here.</summary>
    public TimeProvider Time => time;

    /// <summary>Whom we are or were connected to, or null.</summary>
    public SessionOptions? Options { get; private set; }

    /// <summary>Whether the server would hear us now.</summary>
    public bool IsOnline => State.Connection is ConnectionState.Online;

    /// <summary>Starts a stay on a server with a state of its own; the session before must have been disposed.</summary>
    public Session Connect(SessionOptions options)
    {
        Options = options;
        State = new ChatState(time);
        _continuations.Clear();
        return _session = Session.Start(options, time);
    }

    /// <summary>
    /// Asks the server; the answer changes the state first and is then given to <paramref name="then"/>, part by part. False
    /// when the server cannot be asked now.
    /// </summary>
    public bool Ask(Request request, Action<Answer, TimeSpan>? then = null)
    {
        if (!IsOnline || _session?.Ask(request) is not { Id: { } id }) return false;
        if (then is not null) _continuations[id] = then;
        return true;
    }

    /// <summary>Takes in what happened on the session.</summary>
    public void Apply(SessionEvent happened)
    {
        if (State.Apply(happened) is { } consequence) Ask(consequence);
        if (happened is not SessionEvent.Answered { Request.Id: { } id } answered) return;
        if (!_continuations.TryGetValue(id, out var then)) return;
        if (!answered.Answer.More) _continuations.Remove(id);
        then(answered.Answer, answered.After);
    }

    /// <summary>Goes into a room: brings it on the screen if we are in it, joins it otherwise.</summary>
    public bool Enter(RoomName room)
    {
        if (State.Find(room) is null && !Ask(new JoinRequest { Room = room })) return false;
        State.OpenAhead(room);
        return true;
    }

    /// <summary>Asks again for the lines that are missing in a room, if some are.</summary>
    public void AskForMissing(RoomName room)
    {
        if (State.Find(room)?.AskAgain() is { } request) Ask(request);
    }

    /// <summary>
    /// Says a text in the room on the screen. A reason when it is not sent; nothing has happened then and the text is still the
    /// caller's.
    /// </summary>
    public string? Say(string text, string? kind = null)
    {
        if (State.Current is not { } conversation) return "You are in no room. /rooms lists them, /cd ROOM goes into one.";
        if (!IsOnline) return "You are not connected; the line was not sent and stays here.";
        if (text.Trim().Length == 0) return "There is nothing to send.";
        if (TextRules.Problem(text, State.Welcome?.MaxText ?? Limits.MaxTextBytes, isMultiline: true) is { } problem) return problem.Text;
        var request = new SendRequest { Room = conversation.Room, Text = text, Kind = kind, Cid = Guid.CreateVersion7(time.GetUtcNow()) };
        if (!Ask(request)) return "Too many lines wait to be sent; try again in a moment.";
        State.Wait(request);
        return null;
    }

    /// <summary>Says something to the user alone, in the room on the screen.</summary>
    public void Tell(string text, bool isError = false) => State.Current?.Tell(text, isError);
}
