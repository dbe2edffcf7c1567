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
        var stored = new List<ChatMessage>();
        while (true)
        {
            var request = new HistoryRequest { Room = RoomName.Main, After = stored.Count, Limit = Limits.MaxPageEvents };
            var page = Assert.IsType<Page>(await reader.AskAsync(id => request with { Id = id }));
            stored.AddRange(page.Events.Cast<ChatMessage>());
            if (page.Events.Count == 0) break;
        }
        Assert.Equal(Enumerable.Range(1, stored.Count).Select(seq => (long)seq), stored.Select(message => message.Seq));
        Assert.Equal(stored.Count, stored.Select(message => message.Cid).Distinct().Count());
        Assert.True(seen.Count >= Rounds * 20, $"Seed {Seed}: only {seen.Count} messages were seen.");
        Assert.All(seen, pair => Assert.Equal(pair.Value, Key(stored[(int)pair.Key - 1])));
        foreach (var writer in writers) writer.Check(stored);
        server.Signal(15);
        await server.WaitAsync();
    }

    static string Key(ChatMessage message) => $"{message.From} {message.Text} {message.Cid}";

    /// <summary>Says one numbered line after the other, repeats what was not answered, and notes everything it sees.</summary>
    sealed class Writer(string name, ConcurrentDictionary<long, string> seen)
    {
        readonly List<(Guid Cid, long Seq)> _answered = [];
        Guid _cid = Guid.CreateVersion7();

        public async Task RunAsync(System.Net.IPEndPoint endPoint, Func<bool> isEnough, TaskCompletionSource heard)
        {
            try
            {
                using var client = await LineClient.EnterAsync(endPoint, name);
                while (true)
                {
                    await client.SendAsync(new SendRequest { Id = "s", Room = RoomName.Main, Text = Text, Cid = _cid });
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

        public void Check(List<ChatMessage> stored) => Assert.All(_answered, answer => Assert.Equal(answer.Cid, stored[(int)answer.Seq - 1].Cid));

        string Text => _answered.Count.ToString(CultureInfo.InvariantCulture);

        /// <summary>Notes what came; true when it answers what was said.</summary>
        bool Note(Message message)
        {
            if (message is ChatMessage chat) Assert.Equal(Key(chat), seen.GetOrAdd(chat.Seq, Key(chat)));
            if (message is not Done { Re: "s", Seq: { } seq }) return false;
            _answered.Add((_cid, seq));
            _cid = Guid.CreateVersion7();
            return true;
        }
    }
}
