using BenchmarkDotNet.Attributes;
using TuiChat.Commands;
using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Sessions;
using TuiChat.Suggestions;
using TuiChat.Terminal;

namespace TuiChat.Benchmarks.Micro;

/// <summary>What completion does at a key, with 5,000 people in the room and 5,000 rooms on the server.</summary>
public class CompletionBenchmarks
{
    const int Many = 5_000;

    InputCompletion? _completion;
    IReadOnlyList<SelectItem> _items = [];

    [GlobalSetup]
    public void Prepare()
    {
        var client = new ChatClient(TimeProvider.System);
        client.Apply(new SessionEvent.Entered(new Welcome { V = 1, Nick = Nick("person0"), Name = "Harbour", Server = "1", At = 0, MaxText = Limits.MaxTextBytes, Idle = 60_000 }));
        var join = new JoinRequest { Room = RoomName.Main };
        Answer(client, join, new RoomState { More = true, Room = RoomName.Main, Topic = "", Head = 0, People = Many });
        Answer(client, join, new PeopleList { More = true, Room = RoomName.Main, People = [.. Enumerable.Range(0, Many).Select(i => new Person { Nick = Nick($"person{i}") })] });
        Answer(client, join, new Page { Room = RoomName.Main, Events = [] });
        Answer(client, new RoomsRequest(), new RoomList { Rooms = [.. Enumerable.Range(0, Many).Select(i => new RoomSummary { Room = Room($"room{i}"), Topic = "A topic", People = 3 })] });
        _completion = new InputCompletion(client, new CommandTable(), new InputOptions());
        _items = [.. Enumerable.Range(0, Many).Select(i => new SelectItem($"room{i}"))];
    }

    [Benchmark(Baseline = true)]
    public object? PlainWord() => Complete("hello everybody", isAsked: false);

    [Benchmark]
    public object? PersonBySign() => Complete("hello @pers", isAsked: false);

    [Benchmark]
    public object? PersonByTab() => Complete("person49", isAsked: true);

    [Benchmark]
    public object? CommandName() => Complete("/t", isAsked: false);

    [Benchmark]
    public object? RoomOfCommand() => Complete("/cd room4", isAsked: false);

    [Benchmark]
    public object? Emoji() => Complete("so :par", isAsked: false);

    [Benchmark]
    public int SwitcherLetters()
    {
        var matches = 0;
        foreach (var item in _items) matches += FuzzyMatch.Score("rm49", item.Text) is null ? 0 : 1;
        return matches;
    }

    CompletionList? Complete(string text, bool isAsked) => _completion?.Complete(text, text.Length, isAsked);

    static void Answer(ChatClient client, Request request, Answer answer) => client.Apply(new SessionEvent.Answered(request, answer, TimeSpan.Zero));

    static Nickname Nick(string text) => Nickname.TryParse(text, out var nick, out var problem) ? nick : throw new ScenarioException(problem);

    static RoomName Room(string text) => RoomName.TryParse(text, out var room, out var problem) ? room : throw new ScenarioException(problem);
}
