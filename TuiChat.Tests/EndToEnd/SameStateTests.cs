using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Server.Storage;
using TuiChat.Sessions;
using TuiChat.Tests.Client;
using TuiChat.Tests.Server.Storage;

namespace TuiChat.Tests.EndToEnd;

/// <summary>
/// Random talk with answers, edits, deletions and reactions in the real store. Whoever saw all of it live, joined late, or lost
/// events and read pages instead, at whatever moment each page was read, ends with the same lines.
/// </summary>
public sealed class SameStateTests
{
    static readonly string[] People = ["ada", "bob", "cleo"];
    static readonly string[] Texts = ["hello", "ada: look", "tea at five?", "a\nlonger one", "bob"];
    static readonly string[] Emoji = ["👍", "+1"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task AnyTalk_SeenInAnyWay_EndsInTheSameState(int seed)
    {
        for (var round = 0; round < 12; round++)
        {
            var random = new Random((seed * 1000) + round);
            using var store = new StoreFixture();
            var live = new Viewer(store, random, losesEvents: false);
            var losing = new Viewer(store, random, losesEvents: true);
            Viewer? late = null;
            await live.JoinAsync(50);
            await losing.JoinAsync(50);
            var (steps, joinsAt, told) = (random.Next(20, 120), random.Next(10, 100), 0);
            for (var step = 0; step < steps; step++)
            {
                if (random.Next(20) == 0) await losing.ReturnAsync();
                await ActAsync(store, random);
                var committed = store.Committed;
                for (; told < committed.Count; told++)
                {
                    foreach (var viewer in Viewers(live, losing, late)) await viewer.HearAsync(committed[told]);
                }
                if (step != joinsAt) continue;
                late = new Viewer(store, random, losesEvents: true);
                await late.JoinAsync(random.Next(0, 20));
            }
            foreach (var viewer in Viewers(live, losing, late)) await viewer.SettleAsync();
            var reason = $"seed {seed}, round {round}";
            Check(live.Lines(0), losing.Lines(0), reason);
            if (late is not null) Check(live.Lines(late.First), late.Lines(late.First), reason + ", late");
        }
    }

    static IEnumerable<Viewer> Viewers(params Viewer?[] viewers) => viewers.OfType<Viewer>();

    static void Check(IReadOnlyList<string> expected, IReadOnlyList<string> actual, string reason) =>
        Assert.True(expected.SequenceEqual(actual), $"{reason}:\n{string.Join('\n', expected.Except(actual))}\nbut:\n{string.Join('\n', actual.Except(expected))}");

    static async Task ActAsync(StoreFixture store, Random random)
    {
        var who = People[random.Next(People.Length)];
        var committed = store.Committed;
        var last = committed.OfType<ChatMessage>().TakeLast(2).Select(line => line.Seq).ToArray(); // few lines get most of the changes
        var target = last.Length == 0 || random.Next(4) == 0 ? random.NextInt64(1, committed.Count + 2) : last[random.Next(last.Length)];
        switch (random.Next(16))
        {
            case 0: await store.SayAsync(who, Texts[random.Next(Texts.Length)], target); break;
            case 1 or 2: await store.ChangeAsync(EventDraft.Edited, who, target, Texts[random.Next(Texts.Length)] + "!"); break;
            case 3 when random.Next(3) == 0: await store.ChangeAsync(EventDraft.Deleted, who, target); break;
            case >= 4 and <= 6: await store.ChangeAsync(EventDraft.Reaction, who, target, Emoji[random.Next(Emoji.Length)]); break;
            case >= 7 and <= 11: await store.ChangeAsync(EventDraft.Reaction, who, target, Emoji[random.Next(Emoji.Length)], EventDraft.Removal); break;
            default: await store.SayAsync(who, Texts[random.Next(Texts.Length)]); break;
        }
    }

    /// <summary>A client's state, and a server's side of it that answers late, in small pages, and forgets live events.</summary>
    sealed class Viewer(StoreFixture store, Random random, bool losesEvents)
    {
        static readonly JoinRequest Join = new() { Room = RoomName.Main };

        readonly ChatState _state = new(TimeProvider.System);
        readonly Queue<(int Due, SessionEvent Answer)> _owed = [];
        int _now, _lost;

        /// <summary>The first number that a page of the join has brought, or could have.</summary>
        public long First { get; private set; } = 1;

        public async Task JoinAsync(int lines)
        {
            _state.Apply(new SessionEvent.Entered(new Welcome { V = 1, Nick = Names.Nick("ada"), Name = "Home", Server = "1", At = 0, MaxText = 8192, Idle = 1000 }));
            _state.OpenAhead(RoomName.Main);
            var head = Math.Max(0, store.Committed.Count - random.Next(20)); // the room is behind the store, which the page is read from
            First = Math.Max(1, head + 1 - Math.Max(lines, Limits.DefaultJoinLines)); // what does not come with the join is asked for
            await ApplyAsync(new SessionEvent.Answered(Join, new RoomState { More = true, Room = RoomName.Main, Topic = "", Head = head, People = 1 }, default));
            var past = lines == 0 || head == 0 ? [] : await store.ReadAsync("main", null, head + 1, lines);
            if (past.Count > 0) First = past[0].Seq;
            await ApplyAsync(new SessionEvent.Answered(Join, new Page { Room = RoomName.Main, Events = past }, default));
            foreach (var happened in store.Committed.Skip(head)) await HearAsync(happened);
        }

        /// <summary>Another connection: the head is told, a page of what was missed comes, and the rest is asked for.</summary>
        public async Task ReturnAsync()
        {
            _owed.Clear();
            var join = Join with { Since = _state.Find(RoomName.Main)!.Last };
            await ApplyAsync(new SessionEvent.Answered(join, new RoomState { More = true, Room = RoomName.Main, Topic = "", Head = store.Committed.Count, People = 1 }, default));
            var missed = random.Next(4) == 0 ? [] : await store.ReadAsync("main", join.Since, store.Committed.Count + 1, random.Next(1, 9)); // none from a busy store
            await ApplyAsync(new SessionEvent.Answered(join, new Page { Room = RoomName.Main, Events = missed }, default));
        }

        public async Task HearAsync(NumberedEvent happened)
        {
            _now++;
            if (losesEvents && _lost == 0 && random.Next(8) == 0) _lost = random.Next(1, 40);
            if (_lost > 0) _lost--;
            else await ApplyAsync(new SessionEvent.Received(happened));
            while (_owed.TryPeek(out var owed) && owed.Due <= _now) await ApplyAsync(_owed.Dequeue().Answer);
        }

        public async Task SettleAsync()
        {
            await ReturnAsync();
            while (_owed.TryDequeue(out var owed)) await ApplyAsync(owed.Answer);
        }

        /// <summary>The lines from a number on, each with everything that is shown of it.</summary>
        public IReadOnlyList<string> Lines(long from)
        {
            var timeline = _state.Find(RoomName.Main)!.Timeline;
            return [.. Enumerable.Range(0, timeline.Count).Select(i => timeline[i].Item).OfType<TimelineItem.Said>().Where(said => said.Seq >= from).Select(said => Shown(said, from))];
        }

        static string Shown(TimelineItem.Said said, long from)
        {
            var quote = said.ReplyTo is { } reply ? $"[{reply.Seq} {reply.From} {(reply.Seq < from ? "" : reply.Excerpt ?? "-")}] " : "";
            var reactions = string.Join("; ", said.Reactions.Select(reaction => $"{reaction.Text} {reaction.Count} {reaction.IsOwn} {string.Join(' ', reaction.Who)}"));
            return $"{said.Seq} {said.From} {quote}“{said.Text}” {said.IsEdited} {said.IsDeleted} {said.IsMention} ({reactions})";
        }

        /// <summary>What it asks for is read now and told some events later.</summary>
        async Task ApplyAsync(SessionEvent happened)
        {
            if (_state.Apply(happened) is not HistoryRequest request) return;
            var events = await store.ReadAsync("main", request.After, request.Before, Math.Min(request.Limit ?? 50, random.Next(1, 9)));
            _owed.Enqueue((_now + random.Next(6), new SessionEvent.Answered(request, new Page { Room = RoomName.Main, Events = events }, default)));
        }
    }
}
