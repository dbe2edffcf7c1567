using System.Text;
using TuiChat.Benchmarks.Load;

namespace TuiChat.Benchmarks.Scale;

/// <summary>Many rooms, each with one person in it who is in many, and one line in each: what a room costs.</summary>
static class ManyRooms
{
    const int RoomsOfPerson = 50;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(120), Rest = TimeSpan.FromSeconds(2);

    /// <summary>Joins all, then says a line in each.</summary>
    public static IEnumerable<Figure> Run(int rooms)
    {
        using var session = new LoadSession();
        var people = Enumerable.Range(0, rooms / RoomsOfPerson).Select(_ => session.Enter(null)).ToList();
        session.Settle();
        var before = session.Server.ResidentBytes;
        var (joined, stored) = (0, 0);
        var interval = new Interval(session.Server);
        foreach (var person in people)
        {
            var name = "";
            person.Handler = (_, line) =>
            {
                if (session.Dialect.IsIn(line, name, out var _)) joined++;
                else if (session.Dialect.IsStored(line, out var _)) stored++;
            };
            person.Send(Encoding.UTF8.GetBytes(string.Concat(NamesOf(person).Select(session.Dialect.Join))));
        }
        session.Loop.PollUntil(() => joined >= rooms, Limit, "rooms to be joined");
        interval.End();
        yield return new Figure("joined", rooms / interval.Seconds, "rooms/s", null, interval.Shares);
        interval = new Interval(session.Server);
        foreach (var person in people)
        {
            foreach (var name in NamesOf(person)) person.Send(session.Dialect.Message(name).Stamp(session.NextNumber()));
            session.Loop.Poll(0);
        }
        session.Loop.PollUntil(() => stored >= rooms, Limit, "lines to be stored");
        interval.End();
        yield return new Figure("first lines stored, a room made for each", rooms / interval.Seconds, "/s", null, interval.Shares);
        session.Loop.PollFor(Rest);
        yield return new Figure("resident memory per room", (session.Server.ResidentBytes - before) / rooms / 1000, "kB", null, $"{rooms:#,0} rooms, resident {session.Server.ResidentBytes / 1e6:0} MB, no collection forced");
    }

    static IEnumerable<string> NamesOf(LoadClient person) => Enumerable.Range(person.Key * RoomsOfPerson, RoomsOfPerson).Select(number => $"room{number}");
}
