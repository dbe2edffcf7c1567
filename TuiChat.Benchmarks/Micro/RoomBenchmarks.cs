using BenchmarkDotNet.Attributes;
using TuiChat.Protocol;
using TuiChat.Server.Configuration;
using TuiChat.Server.Rooms;

namespace TuiChat.Benchmarks.Micro;

/// <summary>A line into a room's log and out of it to 1,000 members whose connections take everything at once; figures per delivery.</summary>
public class RoomBenchmarks
{
    const int Members = 1000;

    readonly RoomLog _log = new();
    readonly List<Outbox> _outboxes = [];
    readonly byte[] _line = MessageCodec.Encode(new ChatMessage
    {
        Room = RoomName.Main,
        Seq = 17,
        At = 1_772_373_720_000,
        From = Nickname.TryParse("ada", out var nick, out _) ? nick : default,
        Text = new string('x', 100),
    }).ToArray();
    long _sent;

    [GlobalSetup]
    public void Prepare()
    {
        var budget = new LagBudget(new LiveSettings(new ServerSettings()));
        for (var i = 0; i < Members; i++)
        {
            var cursor = _log.CursorAtEnd();
            var outbox = new Outbox(Send, static _ => { }, budget);
            outbox.Attach(cursor);
            cursor.Release();
            _outboxes.Add(outbox);
        }
    }

    [Benchmark(OperationsPerInvoke = Members)]
    public long AppendAndPump()
    {
        _log.Append(_line);
        foreach (var outbox in _outboxes) outbox.Pump();
        return _sent;
    }

    [Benchmark(OperationsPerInvoke = Members)]
    public void PumpWithNothingNew()
    {
        foreach (var outbox in _outboxes) outbox.Pump();
    }

    ValueTask Send(ReadOnlyMemory<byte> bytes)
    {
        _sent += bytes.Length;
        return ValueTask.CompletedTask;
    }
}
