using TuiChat.Conversations;
using TuiChat.Tests.Client;

namespace TuiChat.Tests.EndToEnd.Faults;

/// <summary>
/// The whole client in this process, on its data folder: says numbered lines in all rooms, answers, edits, deletes, reacts, and is
/// ended and started again. It is never killed, so every line of it counts as confirmed in the end.
/// </summary>
sealed class Talker : IAsyncDisposable
{
    static readonly string[] Words = ["so", "it", "goes", "näher", "日本", "🍰", "https://example.org/a?b=c", new string('w', 300)];

    readonly FaultRun _run;
    readonly FaultProxy _proxy;
    readonly string _folder;
    readonly int _lines;
    readonly Random _random;
    readonly HashSet<Conversation> _heard = [];
    TestClient _client;
    int _number;

    public Talker(FaultRun run, string name, FaultProxy proxy, string folder, int lines, int seed)
    {
        (_run, Name, _proxy, _folder, _lines, _random) = (run, name, proxy, folder, lines, new Random(seed));
        _client = Start();
    }

    public string Name { get; }

    /// <summary>Goes into all rooms.</summary>
    public void Enter()
    {
        ExpectIn(_run.Rooms[0]);
        foreach (var room in _run.Rooms.Skip(1))
        {
            _client.Press("Ctrl+U"); // a client that was killed may have left half a line
            _client.Type($"/cd {room}\n");
            ExpectIn(room);
        }
        _client.Press("Ctrl+U");
        Listen();
    }

    /// <summary>Talks until all lines are typed.</summary>
    public void Talk()
    {
        while (_number < _lines)
        {
            switch (_random.Next(100))
            {
                case < 62: Say(reply: false); break;
                case < 67: Say(reply: true); break;
                case < 75: Edit(); break;
                case < 79: Delete(); break;
                case < 88: React(); break;
                case < 94: _client.Type($"/cd {_run.Rooms[_random.Next(_run.Rooms.Count)]}\n"); break;
                case < 99: Confirm(_random.Next(20)); break;
                default: StartAgain(); break;
            }
            Listen();
            if (_client.Client.UnsentLines > 40) Confirm(_random.Next(20));
        }
        Confirm(0);
    }

    /// <summary>Waits until only so many lines are not confirmed.</summary>
    public void Confirm(int most) => _run.Wait(() =>
    {
        _client.ExpectAfterReturn(() => _client.Client.UnsentLines <= most, $"{Name}'s lines confirmed but {most}; {_client.Client.UnsentLines} are not; {_run.Summary}");
        Listen();
    });

    /// <summary>Waits until nothing is left to send, not even on the disk, where a client before this one may have left it.</summary>
    public void SendAll() => _client.ExpectAfterReturn(
        () => _client.Client.UnsentLines == 0 && KeptDatabase.ReadOutbox(_folder).Count == 0,
        $"the last lines of {Name} sent: {string.Join(' ', KeptDatabase.ReadOutbox(_folder))}; {_client.Client.UnsentLines} are in line; {_run.Summary}");

    /// <summary>Waits until everything that the server has is here.</summary>
    public void CatchUp(IReadOnlyDictionary<string, long> heads) => _client.ExpectAfterReturn(
        () => heads.All(head => _client.State.Find(Names.Room(head.Key))?.Last == head.Value),
        $"{Name} at {string.Join(", ", heads)}; it is at {string.Join(", ", _client.State.Conversations.Select(room => $"{room.Room} {room.Last}"))}; {_run.Summary}");

    /// <summary>Loads everything of a room, first from the disk, then from the server; what a killed client or a slow disk left out is filled on the way.</summary>
    public void ReadBack(string room)
    {
        _client.Type($"/cd {room}\n");
        while (_client.State.Current is { First: > 1 and var first } current)
        {
            _client.Client.LoadEarlier();
            _client.ExpectAfterReturn(() => current.First < first, $"{Name} at what comes before {first} of {room}; {_run.Summary}");
        }
    }

    /// <summary>What stands on the screen and does not fit what the server holds.</summary>
    public IEnumerable<string> CheckTimelines(IReadOnlyList<KeptRoom> server)
    {
        foreach (var room in server)
        {
            if (_client.State.Find(Names.Room(room.Name)) is not { } conversation) continue;
            var shown = Lines(conversation).Select(said => (said.Seq, Text: said.IsDeleted ? "" : said.Text, Reactions: string.Join(", ", said.Reactions.Select(kind => $"{kind.Text} {string.Join(' ', kind.Who)}")))).ToList();
            var expected = room.Events.Where(line => line.Kind == KeptEvent.Line && line.Seq >= conversation.First).Select(line => (line.Seq, line.Text, line.Reactions)).ToList();
            var place = shown.Zip(expected).TakeWhile(pair => pair.First == pair.Second).Count();
            if (place < Math.Max(shown.Count, expected.Count)) yield return $"{Name} shows {shown.ElementAtOrDefault(place)} in {room.Name} where the server has {expected.ElementAtOrDefault(place)}.";
        }
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    TestClient Start() => TestClient.Enter(_proxy.EndPoint, Name, _run.Rooms[0], _folder, width: 60, height: 12);

    void StartAgain()
    {
        _client.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _run.Shelter(_proxy, () =>
        {
            _client = Start();
            Enter();
        });
    }

    /// <summary>Waits until it is in; the name may still be held for the connection before.</summary>
    void ExpectIn(string room)
    {
        bool IsRefused() => _client.Screen.Contains("Somebody here is called", StringComparison.Ordinal);
        bool IsIn() => _client.State.Find(Names.Room(room)) is { IsJoined: true };
        while (!IsIn())
        {
            _client.Expect(() => IsIn() || IsRefused() || _client.State.Connection is ConnectionState.Offline or ConnectionState.Waiting, $"{Name} in {room}; {_run.Summary}");
            if (IsIn()) return;
            if (IsRefused()) _client.Burst("Ctrl+U", Name); // over the name that is proposed instead
            _client.Press("Enter");
        }
    }

    void Say(bool reply)
    {
        var room = _client.State.Current!.Room.Value; // in rooms since Enter
        var target = reply ? Lines(_client.State.Current).LastOrDefault(said => !said.IsDeleted) : null;
        var text = $"{Name}-{++_number} {string.Join(' ', Enumerable.Range(0, _random.Next(4)).Select(_ => Words[_random.Next(Words.Length)]))}".TrimEnd();
        _run.Ledger.Promise(new Promise(Name, _number, room, Fate.Once));
        _run.Step();
        if (target is not null) Assert.Null(_client.Client.Reply(target.Seq, text));
        else _client.Type(text + "\n");
    }

    void Edit()
    {
        var text = $"edited {_random.Next(1000)}";
        if (_client.State.Current!.Timeline.Waiting.LastOrDefault() is { } waiting) _client.Client.EditWaiting(waiting, $"{IdOf(waiting.Text)} {text}");
        else if (Own() is { } said) _client.Client.Edit(said.Seq, $"{IdOf(said.Text)} {text}");
    }

    void Delete()
    {
        if (_client.State.Current!.Timeline.Waiting.LastOrDefault() is { } waiting)
        {
            if (_client.Client.DropWaiting(waiting) is null) _run.Ledger.Change(IdOf(waiting.Text), Fate.Never);
        }
        else if (Own() is { } said && _client.Client.Delete(said.Seq) is null) _run.Ledger.Change(IdOf(said.Text), Fate.Deleted);
    }

    void React()
    {
        var lines = Lines(_client.State.Current!).TakeLast(8).Where(said => !said.IsDeleted).ToList();
        if (lines.Count > 0) _client.Client.React(lines[_random.Next(lines.Count)].Seq, _random.Next(2) == 0 ? "👍" : "🍰");
    }

    TimelineItem.Said? Own() => Lines(_client.State.Current!).TakeLast(40).LastOrDefault(said => said is { IsOwn: true, IsDeleted: false });

    /// <summary>Notes every line of the server that is or comes on the screen.</summary>
    void Listen()
    {
        foreach (var room in _client.State.Conversations)
        {
            if (!_heard.Add(room)) continue;
            foreach (var said in Lines(room)) Hear(room, said);
            room.Timeline.Changed += (_, item) => Hear(room, item);
        }
    }

    void Hear(Conversation room, TimelineItem item)
    {
        if (item is TimelineItem.Said { IsDeleted: false } said) _run.Ledger.See(Name, room.Room.Value, said.Seq, said.Text);
    }

    static IEnumerable<TimelineItem.Said> Lines(Conversation room) => Enumerable.Range(0, room.Timeline.Count).Select(i => room.Timeline[i].Item).OfType<TimelineItem.Said>();

    static string IdOf(string text) => text.Split(' ')[0];
}
