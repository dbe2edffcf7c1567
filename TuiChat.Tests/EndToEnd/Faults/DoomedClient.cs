using System.Text;
using TuiChat.Protocol;

namespace TuiChat.Tests.EndToEnd.Faults;

/// <summary>
/// A client that is a real process on a pseudo-terminal: says numbered lines and is killed, as by kill -9, again and again. What was on
/// its disk when it died, sent or not, is promised.
/// </summary>
sealed class DoomedClient(FaultRun run, string name, FaultProxy proxy, string folder, int lines, int seed) : IDisposable
{
    /// <summary>5 to 30 lines in one life.</summary>
    const int FewestLines = 5, MostLines = 30;

    /// <summary>Ctrl+U: what was half typed when the client before was killed is there as a draft.</summary>
    const string ClearLine = "\u0015";

    static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    readonly Random _random = new(seed);
    TerminalProcess? _process;
    string _room = run.Rooms[0];
    int _number;

    /// <summary>Goes into all rooms.</summary>
    public void Enter()
    {
        // The list of what was missed would come up under the keys of one who looks at a screen some moments old.
        File.WriteAllText(Path.Combine(folder, "config.json"), """{ "notify": "none" }""");
        var process = _process = new TerminalProcess($"127.0.0.1 -p {proxy.EndPoint.Port} -u {name} -r {run.Rooms[0]} --no-discovery --data {folder}");
        process.Expect(
            () => process.Screen.Contains($"▸ {run.Rooms[0]}", StringComparison.Ordinal),
            $"{name} in {run.Rooms[0]}; {run.Summary}",
            // The name may still be held for the connection before.
            () => { if (process.Screen.Contains("Choose another nickname", StringComparison.Ordinal)) process.SendKeys("\r"); });
        foreach (var room in run.Rooms.Skip(1))
        {
            process.SendKeys($"{ClearLine}/cd {room}\r");
            process.Expect($"▸ {room}");
        }
        process.SendKeys(ClearLine);
        _room = run.Rooms[^1];
    }

    /// <summary>Lives and dies until all lines are typed.</summary>
    public void Talk()
    {
        while (true)
        {
            Live(_random.Next(FewestLines, MostLines));
            Die();
            if (_number >= lines) return;
            run.Shelter(proxy, Enter);
        }
    }

    /// <summary>The last client on this folder, which is not killed any more.</summary>
    public Talker Resurrect()
    {
        var last = new Talker(run, name, proxy, folder, 0, seed);
        last.Enter();
        return last;
    }

    public void Dispose() => _process?.Dispose();

    void Live(int count)
    {
        var process = _process!; // entered
        for (var i = 0; i < count && _number < lines; i++)
        {
            if (_random.Next(6) == 0)
            {
                _room = run.Rooms[_random.Next(run.Rooms.Count)];
                process.SendKeys($"/cd {_room}\r");
            }
            run.Ledger.Promise(new Promise(name, ++_number, _room, Fate.AtMostOnce));
            run.Step();
            process.SendKeys($"{name}-{_number} was here\r");
            for (var look = _random.Next(10); look > 0; look--) process.Draw(Moment);
            if (_random.Next(8) == 0) Confirm();
        }
        if (_random.Next(2) == 0) Confirm();
    }

    /// <summary>Waits until the line typed last has come back and is on the disk.</summary>
    void Confirm()
    {
        var process = _process!; // entered
        var wanted = $"{name}-{_number} ";
        run.Wait(() => process.Expect(
            () => KeptDatabase.HasLine(folder, wanted),
            $"{wanted}confirmed; {run.Summary}",
            () => { if (process.Screen.Contains("Offline; trying again", StringComparison.Ordinal)) process.SendKeys("\r"); }));
    }

    void Die()
    {
        var process = _process!; // entered
        process.KillAsync().GetAwaiter().GetResult();
        process.Dispose();
        _process = null;
        foreach (var room in KeptDatabase.ReadClient(folder))
        {
            foreach (var line in room.Events.Where(kept => kept is { Kind: KeptEvent.Line, IsDeleted: false })) run.Ledger.See(name, room.Name, line.Seq, line.Text);
            foreach (var line in room.Events.Where(kept => kept is { Kind: KeptEvent.Line, IsDeleted: false } && kept.Author == name)) run.Ledger.Change(line.Text.Split(' ')[0], Fate.Once);
        }
        foreach (var body in KeptDatabase.ReadOutbox(folder))
        {
            var request = Assert.IsType<SendRequest>(MessageCodec.Decode(Encoding.UTF8.GetBytes(body)).Message);
            run.Ledger.Change(request.Text.Split(' ')[0], Fate.Once);
        }
    }
}
