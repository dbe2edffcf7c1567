using System.Collections.Concurrent;
using System.Globalization;
using TuiChat.Protocol;

namespace TuiChat.Tests.Server;

/// <summary>
/// The real server is killed in the middle of a stream of messages, again and again on one data folder. Whatever a client has
/// seen is in the store afterwards, once, in the same place; what was not answered is sent again under its id. Lines are
/// answered, edited, deleted and reacted to all the while.
/// </summary>
public sealed class KillTests
{
    const int Rounds = 20, Senders = 3, Seed = 4711;

    [Fact]
    public async Task Kill_InTheMiddleOfMessages_LosesAndDoublesNothingThatWasSeen()
    {
        var folder = TestServer.NewFolder();
        var config = Path.Combine(folder, "server.json");
        await File.WriteAllTextAsync(config, "{ \"requestsPerSecond\": 1000000, \"requestBurst\": 1000000 }");
        var data = Path.Combine(folder, "data");
        var random = new Random(Seed);
        var seen = new ConcurrentDictionary<long, string>();
        var writers = Enumerable.Range(0, Senders).Select(number => new Writer($"writer{number}", seen)).ToList();

        for (var round = 0; round < Rounds; round++)
        {
            using var server = await ServerProcess.StartAsync(data, "--config", config);
            var enough = seen.Count + random.Next(20, 120);
            var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var running = writers.Select(writer => writer.RunAsync(server.EndPoint, () => seen.Count >= enough, heard)).ToList();
            await heard.Task.WaitAsync(TimeSpan.FromSeconds(30));
            await server.KillAsync();
            await Task.WhenAll(running);
        }
        await CheckAsync(data, seen, writers);
        Directory.Delete(folder, recursive: true);
    }

    static async Task CheckAsync(string data, ConcurrentDictionary<long, string> seen, List<Writer> writers)
    {
        using var server = await ServerProcess.StartAsync(data);
        using var reader = await LineClient.EnterAsync(server.EndPoint, "reader");
        var stored = new List<NumberedEvent>();
        while (true)
        {
            var request = new HistoryRequest { Room = RoomName.Main, After = stored.Count, Limit = Limits.MaxPageEvents };
            var page = Assert.IsType<Page>(await reader.AskAsync(id => request with { Id = id }));
            stored.AddRange(page.Events);
            if (page.Events.Count == 0) break;
        }
        Assert.Equal(Enumerable.Range(1, stored.Count).Select(seq => (long)seq), stored.Select(message => message.Seq));
        var lines = stored.OfType<ChatMessage>().ToList();
        Assert.Equal(lines.Count, lines.Select(message => message.Cid).Distinct().Count());
        Assert.True(seen.Count >= Rounds * 20, $"Seed {Seed}: only {seen.Count} messages were seen.");
        Assert.All(seen, pair => Assert.Equal(pair.Value, Key(stored[(int)pair.Key - 1])));
        foreach (var line in lines) CheckLine(line, stored.OfType<LineEvent>().Where(change => change.Target == line.Seq).ToList(), seen);
        foreach (var kind in (Type[])[typeof(LineEdited), typeof(LineDeleted), typeof(LineReaction)]) Assert.Contains(stored, change => change.GetType() == kind);
        foreach (var writer in writers) writer.Check(stored);
        server.Signal(15);
        await server.WaitAsync();
    }

    /// <summary>A line reads as the newest change left it.</summary>
    static void CheckLine(ChatMessage line, List<LineEvent> changes, ConcurrentDictionary<long, string> seen)
    {
        Assert.Equal(changes.LastOrDefault()?.Seq, line.Rev);
        Assert.Equal(changes.Any(change => change is LineDeleted), line.Deleted);
        Assert.Equal(line.Deleted ? 0 : changes.OfType<LineReaction>().Count(), line.Reactions?.Sum(kind => kind.Who.Count) ?? 0);
        if (line.Deleted) Assert.Equal("", line.Text);
        else if (changes.OfType<LineEdited>().LastOrDefault() is { } edited) Assert.Equal($"edit {edited.Target}", line.Text);
        else if (seen.ContainsKey(line.Seq)) Assert.StartsWith("line ", line.Text, StringComparison.Ordinal);
    }

    /// <summary>What never changes of an event.</summary>
    static string Key(NumberedEvent happened) => happened switch
    {
        ChatMessage message => $"{message.From} said {message.Cid} in answer to {message.Reply}",
        LineEvent change => $"{change.From} {change.Type} {change.Target}",
        _ => throw new InvalidOperationException($"Nobody sent {happened}."),
    };

    /// <summary>Says and changes one line after the other, repeats what was not answered, and notes everything it sees.</summary>
    sealed class Writer(string name, ConcurrentDictionary<long, string> seen)
    {
        readonly List<(NumberedRequest Request, long Seq)> _answered = [];
        NumberedRequest? _request;
        string? _secret;
        long _line;

        public async Task RunAsync(System.Net.IPEndPoint endPoint, Func<bool> isEnough, TaskCompletionSource heard)
        {
            try
            {
                using var client = await LineClient.ConnectAsync(endPoint);
                await client.SendAsync(new Hello { V = 1, Nick = LineClient.Nick(name), Resume = _secret });
                _secret = (await client.ReadAsync<Welcome>()).Session;
                await client.JoinAsync("main");
                while (true)
                {
                    await client.SendAsync(_request ??= Next() with { Id = "s", Cid = Guid.CreateVersion7() });
                    while (!Note(await client.ReadAsync()))
                    {
                        if (isEnough()) heard.TrySetResult();
                    }
                }
            }
            catch (Exception e) when (e is IOException or EndOfStreamException or System.Net.Sockets.SocketException)
            {
                // Killed, as planned.
            }
        }

        public void Check(List<NumberedEvent> stored) => Assert.All(_answered, answer =>
        {
            var (cid, target) = stored[(int)answer.Seq - 1] switch
            {
                ChatMessage message => (message.Cid, message.Reply),
                LineEvent change => (answer.Request.Cid, change.Target),
                _ => (null, null),
            };
            Assert.Equal((answer.Request.Cid, TargetOf(answer.Request)), (cid, target));
        });

        static long? TargetOf(NumberedRequest request) => request switch
        {
            SendRequest send => send.Reply,
            EditRequest edit => edit.Target,
            DeleteRequest delete => delete.Target,
            ReactRequest react => react.Target,
            _ => null,
        };

        NumberedRequest Next() => (_line == 0 ? 0 : _answered.Count % 6) switch
        {
            1 => new EditRequest { Room = RoomName.Main, Target = _line, Text = $"edit {_line}" },
            2 => new ReactRequest { Room = RoomName.Main, Target = _line, Text = "👍" },
            3 => new SendRequest { Room = RoomName.Main, Text = $"line {_answered.Count}", Reply = _line },
            4 => new ReactRequest { Room = RoomName.Main, Target = _line, Text = "🍰" },
            5 when _answered.Count % 4 == 1 => new DeleteRequest { Room = RoomName.Main, Target = _line },
            _ => new SendRequest { Room = RoomName.Main, Text = string.Create(CultureInfo.InvariantCulture, $"line {_answered.Count}") },
        };

        /// <summary>Notes what came; true when it answers what was sent.</summary>
        bool Note(Message message)
        {
            if (message is NumberedEvent happened) Assert.Equal(Key(happened), seen.GetOrAdd(happened.Seq, Key(happened)));
            Assert.IsNotType<Refused>(message);
            if (message is not Done { Re: "s", Seq: { } seq } || _request is not { } request) return false;
            _answered.Add((request, seq));
            if (request is SendRequest) _line = seq;
            _request = null;
            return true;
        }
    }
}
