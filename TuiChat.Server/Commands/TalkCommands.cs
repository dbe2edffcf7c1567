using TuiChat.Protocol;
using TuiChat.Server.Configuration;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Commands;

/// <summary>Saying something. What is said goes to the store; from there it comes back to everybody through the backplane.</summary>
sealed class TalkCommands(ServerContext server)
{
    /// <summary>Handles <c>send</c>.</summary>
    public ValueTask SendAsync(Session session, SendRequest send)
    {
        var problem = string.IsNullOrWhiteSpace(send.Text) ? Refusals.EmptyText
            : send.Kind is not (null or MessageKind.Action) ? Refusals.BadKind
            : send.Reply is < 1 ? Refusals.OutOfRange("reply", 1, long.MaxValue)
            : TextRules.Problem(send.Text, server.Settings.Current.MaxTextBytes, isMultiline: true);
        if (problem is null && session.Rooms[send.Room] is { Room.SlowMs: > 0 } member) problem = server.Desks.Rooms.SlowProblem(member);
        return StoreAsync(session, send, problem, session.Draft(send.Room, EventDraft.Message, send.Text, send.Kind, send.Cid) with { Target = send.Reply });
    }

    /// <summary>Handles <c>edit</c>.</summary>
    public ValueTask EditAsync(Session session, EditRequest edit)
    {
        var problem = string.IsNullOrWhiteSpace(edit.Text) ? Refusals.EmptyEdit : TextRules.Problem(edit.Text, server.Settings.Current.MaxTextBytes, isMultiline: true);
        return ChangeAsync(session, edit, edit.Target, problem, session.Draft(edit.Room, EventDraft.Edited, edit.Text, null, edit.Cid));
    }

    /// <summary>Handles <c>delete</c>.</summary>
    public ValueTask DeleteAsync(Session session, DeleteRequest delete)
    {
        var oversight = Oversight.Of(server, session, delete);
        var draft = session.Draft(delete.Room, EventDraft.Deleted, "", null, delete.Cid) with { MayDelete = oversight is null ? null : oversight.May };
        return ChangeAsync(session, delete, delete.Target, null, draft, oversight);
    }

    /// <summary>Handles <c>react</c>.</summary>
    public ValueTask ReactAsync(Session session, ReactRequest react) => ChangeAsync(
        session,
        react,
        react.Target,
        TextRules.ReactionProblem(react.Text),
        session.Draft(react.Room, EventDraft.Reaction, react.Text, react.Remove ? EventDraft.Removal : null, react.Cid));

    /// <summary>Handles <c>set-topic</c>.</summary>
    public ValueTask SetTopicAsync(Session session, SetTopicRequest topic) => StoreAsync(
        session,
        topic,
        session.Account is null && server.Settings.Current.Guests == ServerSettings.GuestsLimited
            ? Refusals.AccountNeeded
            : TextRules.Problem(topic.Text, Limits.MaxShortTextBytes, isMultiline: false),
        session.Draft(topic.Room, EventDraft.Topic, topic.Text));

    /// <summary>A change of a line: the store knows who may, and does it.</summary>
    ValueTask ChangeAsync(Session session, Request request, long target, Refusal? problem, EventDraft draft, Oversight? oversight = null) => StoreAsync(
        session,
        request,
        target < 1 ? Refusals.OutOfRange("target", 1, long.MaxValue) : problem,
        draft with { Target = target },
        oversight);

    /// <summary>Hands the draft to the store and reads on; the answer follows when it is on disk.</summary>
    ValueTask StoreAsync(Session session, Request request, Refusal? problem, EventDraft draft, Oversight? oversight = null)
    {
        if (problem is not null)
        {
            session.Refuse(request, problem);
            return ValueTask.CompletedTask;
        }
        if (draft.Room.IsDirect && session.Rooms[draft.Room].Room is { Direct: { } pair, Head: 0 }) draft = draft with { Direct = pair };
        session.Pending.Begin();
        var append = server.Store.AppendAsync(draft, result => Answer(session, request, result));
        _ = EndAsync(session, append, oversight); // never fails, and ends what Pending began
        return session.Pending.IsFull ? new ValueTask(session.Pending.WhenNone()) : default;
    }

    /// <summary>Queues the answer; the room's next run sends it together with the echo.</summary>
    static void Answer(Session session, Request request, AppendResult result)
    {
        if (result.Problem is { } problem) session.Refuse(request, problem);
        else if (result.Seq == 0) session.Reply(new Done { Re = request.Id, Room = result.Room });
        else session.Reply(new Done { Re = request.Id, Room = result.Room, Seq = result.Seq, At = result.At });
    }

    /// <summary>Sends the answer if no echo took it along: a refusal, a repeat, a big room that gathers.</summary>
    static async Task EndAsync(Session session, Task<AppendResult> append, Oversight? oversight)
    {
        var result = await append.ConfigureAwait(false);
        if (oversight is not null && result.Problem is null) await oversight.NoteAsync().ConfigureAwait(false);
        session.Pending.End();
        session.Outbox.Pump();
    }
}
