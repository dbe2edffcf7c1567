using TuiChat.Conversations;
using TuiChat.Protocol;

namespace TuiChat.Pipe;

/// <summary>What happens in rooms, as it is printed. Pure.</summary>
static class EventTranslation
{
    /// <summary>An event of a room.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="self">Who we are.</param>
    /// <param name="isPast">It happened before we came.</param>
    public static PipeEvent Of(RoomEvent happened, Nickname self, bool isPast) => happened switch
    {
        ChatMessage said => Of(said, self, isPast),
        LineEdited edited => new PipeEvent.EditedLine { Room = edited.Room.Value, Seq = edited.Seq, At = edited.At, From = edited.From.Value, Own = edited.From == self, Past = isPast, Target = edited.Target, Text = edited.Text },
        LineDeleted deleted => new PipeEvent.DeletedLine { Room = deleted.Room.Value, Seq = deleted.Seq, At = deleted.At, From = deleted.From.Value, Own = deleted.From == self, Past = isPast, Target = deleted.Target },
        LineReaction reaction => new PipeEvent.Reacted { Room = reaction.Room.Value, Seq = reaction.Seq, At = reaction.At, From = reaction.From.Value, Own = LineFold.IsOwn(reaction, self), Past = isPast, Target = reaction.Target, Text = reaction.Text, Remove = reaction.Remove },
        TopicChanged topic => new PipeEvent.TopicSet { Room = topic.Room.Value, Seq = topic.Seq, At = topic.At, From = topic.From.Value, Own = topic.From == self, Past = isPast, Text = topic.Text },
        Notice notice => new PipeEvent.Announced { Room = notice.Room.Value, Seq = notice.Seq, At = notice.At, Past = isPast, Text = notice.Text },
        MemberJoined joined => new PipeEvent.Joined { Room = joined.Room.Value, At = joined.At, Nick = joined.Nick.Value },
        MemberLeft left => new PipeEvent.Left { Room = left.Room.Value, At = left.At, Nick = left.Nick.Value, Why = left.Why },
        PersonChanged changed => new PipeEvent.Changed { Room = changed.Room.Value, At = changed.At, Nick = changed.Nick.Value, Guest = changed.Guest, Role = changed.Role, Rank = changed.Rank, State = changed.State, Note = changed.Note },
        PersonRenamed renamed => new PipeEvent.Renamed { Room = renamed.Room.Value, At = renamed.At, Nick = renamed.Nick.Value, To = renamed.To.Value, Own = renamed.Nick == self },
        AccessChanged access => new PipeEvent.AccessSet { Room = access.Room.Value, At = access.At, By = access.By?.Value, Access = access.Access, Passphrase = access.Passphrase, Slow = access.Slow },
        NumberedEvent other => new PipeEvent.Unknown { Room = other.Room.Value, Seq = other.Seq, At = other.At, Past = isPast, Name = other.Type },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is no event of a room that is known here."),
    };

    /// <summary>A note to us; null for what only a person at a screen needs: who comes, what other devices have read.</summary>
    public static PipeEvent? Of(PersonEvent note) => note switch
    {
        Removed removed => new PipeEvent.PutOut { Room = removed.Room.Value, Code = removed.Code, Text = removed.Text, Until = removed.Until },
        Invited invited => new PipeEvent.LetIn { Room = invited.Room.Value, By = invited.By.Value },
        DirectRoom direct => new PipeEvent.Addressed { Room = direct.Room.Value, With = direct.With.Value, Head = direct.Head },
        Standing you => new PipeEvent.OwnState { Nick = you.Nick.Value, Room = you.Room?.Value, Account = you.Account, Role = you.Role, Rank = you.Rank, Muted = you.Muted, Text = you.Text },
        AuthorGone gone => new PipeEvent.Gone { Nicks = [.. gone.Nicks.Select(nick => nick.Value)], To = gone.To.Value },
        PresenceNote or ReadMark or ServerNamed => null,
        _ => throw new InvalidOperationException($"{note.GetType().Name} is no note that is known here."),
    };

    static PipeEvent.Said Of(ChatMessage said, Nickname self, bool isPast)
    {
        var isOwn = LineFold.IsOwn(said, self);
        return new PipeEvent.Said
        {
            Room = said.Room.Value,
            Seq = said.Seq,
            At = said.At,
            From = said.From.Value,
            Own = isOwn,
            Past = isPast,
            Text = said.Text,
            Kind = said.Kind,
            Reply = said.Reply,
            To = said.To?.Value,
            Cid = said.Cid,
            Edited = said.Edited,
            Deleted = said.Deleted,
            Reactions = said.Reactions is null ? null : [.. said.Reactions.Select(kind => new PipeEvent.ReactionKind(kind.Text, [.. kind.Who.Select(nick => nick.Value)]))],
            Rev = said.Rev,
            Mention = !isOwn && !said.Deleted && (said.To == self || Mention.IsIn(said.Text, self)),
        };
    }
}
