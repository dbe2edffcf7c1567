using TuiChat.Protocol;

namespace TuiChat.Server.Commands;

/// <summary>Answers that may be longer than a line go out in parts; all but the last say that more follows.</summary>
static class Parts
{
    /// <summary>60 KiB: what the entries of one part may take; the rest of the line is for the fields around them.</summary>
    const int MaxBytes = 60 * 1024;

    /// <summary>192 bytes: the field names, numbers and ids of one event, and more than those of any other entry.</summary>
    const int EntryBytes = 192;

    /// <summary>Sends stored events.</summary>
    public static void ReplyPage(Session session, Request request, RoomName room, IReadOnlyList<NumberedEvent> events)
    {
        session.Charge(events.Sum(stored => 1 + Reactions(stored)));
        foreach (var (part, isLast) in Split(events, Size))
            session.Reply(new Page { Re = request.Id, More = !isLast, Room = room, Events = part });
    }

    /// <summary>Sends the members of a room.</summary>
    public static void ReplyPeople(Session session, Request request, RoomName room, IReadOnlyList<Person> people, bool isLast)
    {
        session.Charge(people.Count);
        foreach (var (part, isLastPart) in Split(people, person => EntryBytes + Size(person.Nick.Value) + Size(person.Note ?? "")))
        {
            session.Reply(new PeopleList { Re = request.Id, More = !(isLast && isLastPart), Room = room, People = part });
        }
    }

    /// <summary>Sends the rooms of the server.</summary>
    public static void ReplyRooms(Session session, Request request, IReadOnlyList<RoomSummary> rooms)
    {
        session.Charge(rooms.Count);
        foreach (var (part, isLast) in Split(rooms, room => EntryBytes + Size(room.Room.Value) + Size(room.Topic)))
            session.Reply(new RoomList { Re = request.Id, More = !isLast, Rooms = part });
    }

    /// <summary>Sends bans or mutes.</summary>
    public static void ReplyBans(Session session, Request request, IReadOnlyList<BanEntry> bans)
    {
        session.Charge(bans.Count);
        foreach (var (part, isLast) in Split(bans, ban => EntryBytes + Size(ban.Nick?.Value ?? "") + Size(ban.Room?.Value ?? "") + Size(ban.By) + Size(ban.Text ?? "")))
            session.Reply(new BanList { Re = request.Id, More = !isLast, Bans = part });
    }

    /// <summary>Sends entries of the log.</summary>
    public static void ReplyLog(Session session, Request request, IReadOnlyList<LogEntry> entries)
    {
        session.Charge(entries.Count);
        foreach (var (part, isLast) in Split(entries, entry => EntryBytes + Size(entry.By) + Size(entry.Whom ?? "") + Size(entry.Room?.Value ?? "") + Size(entry.Text ?? "")))
            session.Reply(new LogPage { Re = request.Id, More = !isLast, Entries = part });
    }

    /// <summary>Sends somebody's direct rooms.</summary>
    public static void ReplyDirects(Session session, Request request, IReadOnlyList<DirectSummary> directs)
    {
        session.Charge(directs.Count);
        foreach (var (part, isLast) in Split(directs, direct => EntryBytes + Size(direct.With.Value)))
            session.Reply(new DirectList { Re = request.Id, More = !isLast, Directs = part });
    }

    /// <summary>Sends whom somebody has blocked.</summary>
    public static void ReplyBlocks(Session session, Request request, IReadOnlyList<Nickname> nicks)
    {
        session.Charge(nicks.Count);
        foreach (var (part, isLast) in Split(nicks, nick => EntryBytes + Size(nick.Value)))
            session.Reply(new BlockList { Re = request.Id, More = !isLast, Nicks = part });
    }

    /// <summary>Sends how far an account has read.</summary>
    public static void ReplyMarkers(Session session, Request request, IReadOnlyList<Marker> markers)
    {
        session.Charge(markers.Count);
        foreach (var (part, isLast) in Split(markers, marker => EntryBytes + Size(marker.Room.Value)))
            session.Reply(new MarkerList { Re = request.Id, More = !isLast, Markers = part });
    }

    /// <summary>Cuts a list so that no part is longer than a line; there is always at least one part, be it empty.</summary>
    internal static IEnumerable<(IReadOnlyList<T> Part, bool IsLast)> Split<T>(IReadOnlyList<T> entries, Func<T, int> size)
    {
        var part = new List<T>();
        var bytes = 0;
        foreach (var entry in entries)
        {
            var more = size(entry);
            if (part.Count > 0 && bytes + more > MaxBytes)
            {
                yield return (part, false);
                part = [];
                bytes = 0;
            }
            part.Add(entry);
            bytes += more;
        }
        yield return (part, true);
    }

    static int Size(NumberedEvent stored) => EntryBytes + Size(stored.Room.Value) + stored switch
    {
        ChatMessage message => Size(message.From.Value) + Size(message.Text) + Size(message.To?.Value ?? "") + Size(message.Reactions),
        LineEdited edited => Size(edited.From.Value) + Size(edited.Text),
        LineReaction reaction => Size(reaction.From.Value) + Size(reaction.Text),
        LineDeleted deleted => Size(deleted.From.Value),
        TopicChanged topic => Size(topic.From.Value) + Size(topic.Text),
        Notice notice => Size(notice.Text),
        _ => 0,
    };

    static int Reactions(NumberedEvent stored)
    {
        var count = 0;
        if (stored is not ChatMessage { Reactions: { } reactions }) return count;
        foreach (var reaction in reactions) count += reaction.Who.Count;
        return count;
    }

    static int Size(IReadOnlyList<ReactionSummary>? reactions)
    {
        const int Around = 24, AroundName = 3, AroundOwn = 9; // {"text":"","who":[]}, and "", and ,"own":""
        var size = 0;
        foreach (var reaction in reactions ?? [])
        {
            size += Around + Size(reaction.Text);
            foreach (var who in reaction.Who) size += AroundName + Size(who.Value);
            if (reaction.Own is { } own) size += AroundOwn + Size(own.Value);
        }
        return size;
    }

    /// <summary>The most that a text can take as JSON: what is not plain ASCII may be written as \uXXXX.</summary>
    static int Size(string text)
    {
        var size = text.Length;
        foreach (var c in text)
        {
            if (c is < ' ' or '"' or '\\' or > '~') size += 5;
        }
        return size;
    }
}
