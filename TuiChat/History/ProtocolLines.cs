using TuiChat.Protocol;

namespace TuiChat.History;

/// <summary>Between what comes over the wire and what is kept. Pure.</summary>
static class ProtocolLines
{
    /// <summary>What is kept of an event.</summary>
    public static HistoryLine Read(NumberedEvent happened) => happened switch
    {
        ChatMessage message => Line(message, message.Kind == MessageKind.Action ? HistoryKind.Action : HistoryKind.Said, message.From, message.Text) with
        {
            Reply = message.Reply,
            ReplyTo = message.To?.Value,
            IsEdited = message.Edited,
            IsDeleted = message.Deleted,
            IsOwn = message.Own,
            Rev = message.Rev ?? 0,
            Marks = [.. (message.Reactions ?? []).SelectMany(kind => kind.Who.Select(who => new HistoryMark(kind.Text, who.Value, message.Rev ?? 0, IsOwn: kind.Own == who)))],
        },
        LineEdited edited => Line(edited, HistoryKind.Edited, edited.From, edited.Text) with { Target = edited.Target },
        LineDeleted deleted => Line(deleted, HistoryKind.Deleted, deleted.From, "") with { Target = deleted.Target },
        LineReaction reaction => Line(reaction, HistoryKind.Reaction, reaction.From, reaction.Text) with { Target = reaction.Target, IsTakenBack = reaction.Remove, IsOwn = reaction.Own },
        TopicChanged topic => Line(topic, HistoryKind.Topic, topic.From, topic.Text),
        Notice notice => Line(notice, HistoryKind.Announcement, null, notice.Text),
        _ => Line(happened, HistoryKind.Unknown, null, happened.Type),
    };

    /// <summary>The event that is kept, as a page of the server would bring it.</summary>
    public static NumberedEvent ToEvent(RoomName room, HistoryLine line)
    {
        if (line.Kind == HistoryKind.Announcement) return new Notice { Room = room, Seq = line.Seq, At = line.At, Text = line.Text };
        if (!Nickname.TryParse(line.Author, out var from, out _) || line.Kind == HistoryKind.Unknown)
            return new UnknownEvent { Room = room, Seq = line.Seq, At = line.At, Name = line.Text };
        return line.Kind switch
        {
            HistoryKind.Topic => new TopicChanged { Room = room, Seq = line.Seq, At = line.At, From = from, Text = line.Text },
            HistoryKind.Edited => new LineEdited { Room = room, Seq = line.Seq, At = line.At, From = from, Target = line.Target ?? 0, Text = line.Text },
            HistoryKind.Deleted => new LineDeleted { Room = room, Seq = line.Seq, At = line.At, From = from, Target = line.Target ?? 0 },
            HistoryKind.Reaction => new LineReaction { Room = room, Seq = line.Seq, At = line.At, From = from, Target = line.Target ?? 0, Text = line.Text, Remove = line.IsTakenBack, Own = line.IsOwn },
            _ => Message(room, line, from),
        };
    }

    static ChatMessage Message(RoomName room, HistoryLine line, Nickname from) => new()
    {
        Room = room,
        Seq = line.Seq,
        At = line.At,
        From = from,
        Text = line.Text,
        Kind = line.Kind == HistoryKind.Action ? MessageKind.Action : null,
        Reply = line.Reply,
        To = Nickname.TryParse(line.ReplyTo, out var to, out _) ? to : null,
        Edited = line.IsEdited,
        Deleted = line.IsDeleted,
        Own = line.IsOwn,
        Rev = line.NewestRev == 0 ? null : line.NewestRev,
        Reactions = [.. MarkLog.Read(line.Marks).Select(kind => new ReactionSummary { Text = kind.Text, Who = [.. Nicks(kind.Who)], Own = Nickname.TryParse(kind.Own, out var own, out _) ? own : null })],
    };

    static IEnumerable<Nickname> Nicks(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (Nickname.TryParse(name, out var nick, out _)) yield return nick;
        }
    }

    static HistoryLine Line(NumberedEvent happened, HistoryKind kind, Nickname? from, string text) =>
        new() { Seq = happened.Seq, At = happened.At, Kind = kind, Author = from?.Value, AuthorKey = from?.Key, Text = text };
}
