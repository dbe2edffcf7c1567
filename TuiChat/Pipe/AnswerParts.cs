using TuiChat.Protocol;

namespace TuiChat.Pipe;

/// <summary>Puts an answer that comes in parts together, and hands it on whole.</summary>
sealed class AnswerParts(Action<Answer> whole)
{
    /// <summary>10,000 names or rooms: what is kept of a list.</summary>
    const int MaxRows = 10_000;

    readonly List<Person> _people = [];
    readonly List<RoomSummary> _rooms = [];

    /// <summary>Takes a part.</summary>
    public void Add(Answer part, TimeSpan after)
    {
        if (part is PeopleList people) _people.AddRange(people.People.Take(MaxRows - _people.Count));
        if (part is RoomList rooms) _rooms.AddRange(rooms.Rooms.Take(MaxRows - _rooms.Count));
        if (part.More) return;
        whole(part switch
        {
            PeopleList last => last with { People = _people },
            RoomList last => last with { Rooms = _rooms },
            _ => part,
        });
    }
}
