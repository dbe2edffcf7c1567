using TuiChat.Protocol;
using TuiChat.Server.Rooms;

namespace TuiChat.Server.Commands;

/// <summary>Being away, writing, and wanting to know who is here.</summary>
sealed class PresenceCommands(ServerContext server)
{
    /// <summary>Handles <c>away</c>. Away is a person, idle is a connection: somebody is idle when all their connections are.</summary>
    public ValueTask Away(Session session, AwayRequest away)
    {
        if (TextRules.Problem(away.Text, Limits.MaxShortTextBytes, isMultiline: false) is { } problem)
        {
            session.Refuse(away, problem);
            return ValueTask.CompletedTask;
        }
        if (session is not { Visitor: { } visitor, Device: { } device }) return ValueTask.CompletedTask; // the guard has let only those through who have both
        if (away.Idle) device.IsIdle = true;
        Change(visitor, profile =>
            !away.Idle ? profile with { State = PersonState.Away, Note = string.IsNullOrWhiteSpace(away.Text) ? null : away.Text }
            : profile.State is null && Array.TrueForAll(visitor.Devices, other => other.IsIdle) ? profile with { State = PersonState.Idle }
            : profile);
        session.Reply(new Done { Re = away.Id });
        return ValueTask.CompletedTask;
    }

    /// <summary>Handles <c>back</c>.</summary>
    public ValueTask Back(Session session, BackRequest back)
    {
        if (session is not { Visitor: { } visitor, Device: { } device }) return ValueTask.CompletedTask;
        device.IsIdle = false;
        Change(visitor, profile => profile with { State = null, Note = null });
        session.Reply(new Done { Re = back.Id });
        return ValueTask.CompletedTask;
    }

    /// <summary>Handles <c>typing</c>. What comes too soon after the last is answered and not passed on.</summary>
    public ValueTask Typing(Session session, TypingRequest typing)
    {
        session.Reply(new Done { Re = typing.Id });
        var member = session.Rooms[typing.Room];
        var now = server.Time.GetTimestamp();
        var isSoon = member.LastTyped is { } last && server.Time.GetElapsedTime(last, now) < TimeSpan.FromMilliseconds(Limits.TypingMilliseconds);
        if (isSoon || !server.Settings.Current.Typing) return ValueTask.CompletedTask;
        member.LastTyped = now;
        server.Backplane.Publish(new WritingEvent { Room = typing.Room, At = server.Time.GetUtcNow().ToUnixTimeMilliseconds(), Nick = member.Visitor.Nick });
        return ValueTask.CompletedTask;
    }

    /// <summary>Handles <c>watch</c>.</summary>
    public ValueTask Watch(Session session, WatchRequest watch)
    {
        if (watch.Nicks.Count > Limits.MaxWatched)
        {
            session.Refuse(watch, Refusals.TooManyWatched);
            return ValueTask.CompletedTask;
        }
        IReadOnlyList<Nickname> nicks = [.. watch.Nicks.DistinctBy(nick => nick.Key)];
        server.Watches.Set(session.Outbox, nicks);
        session.Reply(new Done { Re = watch.Id });
        session.Charge(nicks.Count);
        foreach (var nick in nicks)
        {
            var here = server.Visitors.Find(nick);
            session.Outbox.Post(new PresenceNote { Nick = here?.Nick ?? nick, Online = here is not null, At = here is null ? server.Accounts.Find(nick)?.Seen : null });
        }
        return ValueTask.CompletedTask;
    }

    /// <summary>Changes how somebody stands, and tells the rooms if that made a difference.</summary>
    void Change(Visitor visitor, Func<Profile, Profile> change)
    {
        var before = visitor.Profile;
        if (visitor.Change(change) != before) server.Rooms.TellChange(visitor);
    }
}
