using TuiChat.History;
using TuiChat.Protocol;
using static TuiChat.Tests.Client.History.HistoryFixture;

namespace TuiChat.Tests.Client.History;

/// <summary>Two clients see the same room in parts, in any order and with repeats: what is kept is what the server has.</summary>
public sealed class LineMergeTests
{
    const int Rounds = 12, Events = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Keep_InAnyOrderFromTwoClients_IsLikeTheServer(int seed)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var random = new Random((seed * 1000) + round);
            using var fixture = new HistoryFixture();
            using var other = fixture.Open();
            var server = new ModelServer(random);
            for (var i = 0; i < Events; i++) server.Happen();
            foreach (var seq in Enumerable.Range(1, Events).Concat(Enumerable.Range(1, Events)).OrderBy(_ => random.Next()))
            {
                var client = random.Next(2) == 0 ? fixture.History : other;
                Assert.True(client.Keep(Main, random.Next(3) == 0 ? server.Page(seq, random.Next(1, 20)) : [server.Live(seq)]));
            }
            await other.FlushAsync();
            var kept = await fixture.ReadAsync();

            Assert.True(kept.Ranges is [{ First: 1, Last: Events }], $"seed {seed} round {round}: {string.Join(' ', kept.Ranges)}");
            Assert.Equal(server.Now().Select(Describe), kept.Lines.Select(Describe));
            foreach (var line in server.Now().Where(line => line.IsSpeech))
                Assert.Equal(!line.IsDeleted, (await fixture.SearchAsync("from:" + line.Author)).Any(hit => hit.Seq == line.Seq));
        }
    }

    [Fact]
    public async Task OwnReaction_StaysOnesOwn_UntilItIsTakenBack()
    {
        using var fixture = new HistoryFixture();
        fixture.Keep(Line(1));
        fixture.Keep(About(2, HistoryKind.Reaction, 1, "r", "ada") with { IsOwn = true }, About(3, HistoryKind.Reaction, 1, "r", "bob"));
        Assert.Equal("ada", await OwnAsync(fixture));

        // The page of a server that does not say whose it is, or of somebody else here.
        fixture.Keep(Line(1) with { Rev = 3, Marks = [new HistoryMark("r", "ada", 3), new HistoryMark("r", "bob", 3)] });
        Assert.Equal("ada", await OwnAsync(fixture));

        fixture.Keep(About(4, HistoryKind.Reaction, 1, "r", "ada", isTakenBack: true), About(5, HistoryKind.Reaction, 1, "r", "ada"));
        Assert.Null(await OwnAsync(fixture)); // of another one who is called so by now
    }

    [Fact]
    public async Task OwnReaction_OfAPage_IsKept()
    {
        using var fixture = new HistoryFixture();
        var message = new ChatMessage
        {
            Room = RoomName.Main,
            Seq = 1,
            At = 1,
            From = Names.Nick("ann"),
            Text = "tea",
            Rev = 3,
            Reactions = [new ReactionSummary { Text = "r", Who = [Names.Nick("bob"), Names.Nick("ada")], Own = Names.Nick("ada") }],
        };
        fixture.Keep(ProtocolLines.Read(message));
        var kept = Assert.IsType<ChatMessage>(ProtocolLines.ToEvent(RoomName.Main, Assert.Single((await fixture.ReadAsync()).Lines)));
        var reactions = Assert.Single(kept.Reactions ?? []);
        Assert.Equal(("bob ada", "ada"), (string.Join(' ', reactions.Who), reactions.Own?.Value));
    }

    static async Task<string?> OwnAsync(HistoryFixture fixture) => Assert.Single(MarkLog.Read((await fixture.ReadAsync()).Lines[0].Marks)).Own;

    /// <summary>What a person can see of a line.</summary>
    static string Describe(HistoryLine line)
    {
        var marks = MarkLog.Read(line.Marks).Select(kind => $"{kind.Text} {string.Join(' ', kind.Who)}");
        var text = line.Kind == HistoryKind.Edited ? "" : line.Text;
        return $"{line.Seq} {line.Kind} {line.Author} '{text}' {line.Target} {line.IsEdited} {line.IsDeleted} [{string.Join(',', marks)}]";
    }

    /// <summary>A room with lines and what happens to them, in the order of the server.</summary>
    sealed class ModelServer(Random random)
    {
        readonly List<HistoryLine> _events = [];
        readonly Dictionary<long, HistoryLine> _now = [];

        public void Happen()
        {
            var seq = _events.Count + 1;
            var targets = _now.Values.Where(line => line.IsSpeech && !line.IsDeleted).Select(line => line.Seq).ToList();
            var who = "n" + random.Next(3);
            var target = targets.Count == 0 ? 0 : targets[random.Next(targets.Count)];
            var happened = (target == 0 ? 0 : random.Next(8)) switch
            {
                3 => About(seq, HistoryKind.Edited, target, $"edit {seq}", who),
                4 => About(seq, HistoryKind.Deleted, target, "", who),
                5 or 6 => About(seq, HistoryKind.Reaction, target, "r" + random.Next(2), who, isTakenBack: random.Next(3) == 0),
                7 => Line(seq, $"topic {seq}", who, kind: HistoryKind.Topic),
                _ => Line(seq, $"text {seq}", who),
            };
            _events.Add(happened);
            _now[seq] = happened;
            if (happened.Target is not null) _now[target] = Change(_now[target], happened);
        }

        /// <summary>As it was told when it happened.</summary>
        public HistoryLine Live(long seq) => _events[(int)seq - 1];

        /// <summary>As the server tells it later, with all changes up to a moment in it.</summary>
        public HistoryLine[] Page(long first, int count) => [.. _now.Values.OrderBy(line => line.Seq).Where(line => line.Seq >= first && line.Seq < first + count).Select(AsOfNow)];

        public IEnumerable<HistoryLine> Now() => _now.Values.OrderBy(line => line.Seq).Select(AsOfNow);

        HistoryLine AsOfNow(HistoryLine line)
        {
            if (!line.IsSpeech) return line;
            var rev = _events.LastOrDefault(happened => happened.Target == line.Seq)?.Seq ?? 0;
            return line with { Rev = rev, Marks = [.. line.Marks.Select(mark => mark with { Rev = rev })] };
        }

        /// <summary>The straight way, in order.</summary>
        static HistoryLine Change(HistoryLine line, HistoryLine happened) => happened.Kind switch
        {
            HistoryKind.Edited => line with { Text = happened.Text, IsEdited = true },
            HistoryKind.Deleted => line with { Text = "", IsEdited = false, IsDeleted = true, Marks = [] },
            _ => line with { Marks = React(line.Marks, happened) },
        };

        /// <summary>As PROTOCOL §3 orders them: a kind keeps its place until its last one goes.</summary>
        static HistoryMark[] React(IReadOnlyList<HistoryMark> marks, HistoryLine happened)
        {
            var own = marks.FirstOrDefault(mark => (mark.Text, mark.Who) == (happened.Text, happened.Author));
            if (happened.IsTakenBack) return [.. marks.Where(mark => mark != own)];
            if (own is not null) return [.. marks];
            var kind = marks.ToList().FindLastIndex(mark => mark.Text == happened.Text);
            var place = kind < 0 ? marks.Count : kind + 1;
            return [.. marks.Take(place), new HistoryMark(happened.Text, happened.Author!, happened.Seq), .. marks.Skip(place)]; // an author is always given here
        }
    }
}
